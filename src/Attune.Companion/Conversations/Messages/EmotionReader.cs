using Attune.Contracts.Conversations;
using Attune.Language;
using Attune.Language.Folding;
using Attune.Learning.Affect;
using Attune.Learning.Emotions;
using Attune.Learning.Emotions.Chinese;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// Reads the feeling in a message: English by trained weights, Traditional Chinese by words and rules, which is weaker and is
/// said so by <see cref="EmotionView.Method"/>.
/// </summary>
internal sealed class EmotionReader
{
    private const string EkmanPrefix = "ekman:";
    private const string Read = "read";
    private const string NotEnoughEvidence = "not_enough_evidence";
    private const string ByWeights = "linear";
    private const string ByRules = "rules";
    private const int Digits = 4;
    private const int MostEvidence = 5;

    /// <summary>The last of the labels; it says that there is nothing to read.</summary>
    private const int Neutral = EmotionLabels.Count - 1;

    /// <summary>For each label its Ekman group, as an index into the names.</summary>
    private static readonly int[] GroupOf = [.. Enumerable.Range(0, EmotionLabels.Count).Select(label =>
        EmotionLabels.Count + int.TrailingZeroCount((int)(EmotionLabels.WithGroups(1ul << label) >> EmotionLabels.Count)))];

    private readonly Lazy<EmotionClassifier> _english = new(EmotionClassifier.LoadShipped);
    private readonly Lazy<AffectModel> _affect = new(AffectModel.LoadShipped);
    private readonly Lazy<ChineseEmotionClassifier> _chinese = new(() => new ChineseEmotionClassifier());

    /// <summary>Reads a text; well under a millisecond, after the first one has loaded the weights.</summary>
    public EmotionView Of(string text, TextLanguage language)
    {
        if (language == TextLanguage.TraditionalChinese)
        {
            var (chinese, evidence) = _chinese.Value.Read(ChineseFolding.ToTraditional(text));
            return View(chinese, ByRules, () => evidence, _affect.Value.ByLabels(chinese.Probabilities));
        }

        var reading = _english.Value.Read(text);
        var affect = _affect.Value.Read(text, _english.Value.Describe(text));
        return View(reading, ByWeights, () => _english.Value.Explain(text, reading.Shown).Strongest(MostEvidence), affect);
    }

    private static EmotionView View(
        EmotionReading reading, string method, Func<IReadOnlyList<WordShare>> evidence, AffectPoint point)
    {
        var affect = new AffectView(Rounded(point.Valence), Rounded(point.Arousal), Rounded(point.Dominance));
        if (reading.Shown < 0)
            return new EmotionView([], null, NotEnoughEvidence, method, Affect: affect);
        var labels = LabelsOf(reading);
        // Asking is not a feeling worth showing: every question would carry a chip.
        var isQuestion = GroupOf[labels[0]] == reading.Shown && EmotionLabels.Names[labels[0]] is "curiosity" or "confusion";
        return new EmotionView(
            [.. labels.Select(label => new EmotionLabelView(
                EmotionLabels.Names[label], NameOfGroup(GroupOf[label]), Rounded(reading.Probabilities[label])))],
            isQuestion ? null : new EmotionGroupView(NameOfGroup(reading.Shown), Rounded(reading.Probabilities[reading.Shown])),
            Read, method,
            [.. evidence().Take(MostEvidence).Select(word => new EmotionEvidenceView(word.Start, word.Length))], affect);
    }

    private static List<int> LabelsOf(EmotionReading reading)
    {
        var labels = Enumerable.Range(0, Neutral)
            .Where(label => ((reading.Decided >> label) & 1) != 0)
            .OrderByDescending(label => reading.Probabilities[label])
            .ToList();
        // A group can pass its threshold while none of its labels does; the most probable of them says best what it is.
        if (labels.Count == 0)
        {
            labels.Add(Enumerable.Range(0, Neutral).Where(label => GroupOf[label] == reading.Shown)
                .MaxBy(label => reading.Probabilities[label]));
        }

        return labels;
    }

    private static string NameOfGroup(int index) => EmotionLabels.Names[index][EkmanPrefix.Length..];

    private static double Rounded(double value) => Math.Round(value, Digits);
}
