using Attune.Language.Tones;
using Attune.Learning.Calibration;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>How well tones are read from descriptions.</summary>
/// <param name="Count">Descriptions.</param>
/// <param name="MacroF1">Mean of the F1 of the four tones.</param>
/// <param name="Interval">Its 95 % interval.</param>
/// <param name="CalibrationError">Expected calibration error of the confidence over ten bins.</param>
internal sealed record SelectionFigures(int Count, double MacroF1, Interval Interval, double CalibrationError)
{
    private const int Resamples = 1_000;
    private const int Tones = 4;

    public static SelectionFigures Of(IReadOnlyList<GoldDescription> descriptions)
    {
        var gold = descriptions.Select(item => 1UL << (int)item.Tone).ToArray();
        var choices = descriptions.Select(item => ToneSelection.Select(new ToneInputs { Description = item.Text })).ToList();
        var said = choices.Select(choice => 1UL << (int)choice.Tone).ToArray();
        var all = Enumerable.Range(0, gold.Length).ToList();
        var error = new CalibrationError();
        foreach (var (choice, item) in choices.Zip(descriptions))
        {
            // A fallback claims no probability.
            if (choice is { Source: ToneSource.Description, Confidence: { } confidence })
                error.Add((float)confidence, choice.Tone == item.Tone);
        }

        return new SelectionFigures(gold.Length, Learning.Statistics.MacroF1.Of(said, gold, all, 0, Tones),
            ToneBench.Share(Bootstrap.Of(
                gold.Length, Resamples, drawn => Learning.Statistics.MacroF1.Of(said, gold, drawn, 0, Tones))),
            error.Value);
    }
}
