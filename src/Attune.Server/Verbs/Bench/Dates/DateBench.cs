using System.Globalization;
using System.Text;

namespace Attune.Server.Verbs.Bench.Dates;

/// <summary>How well dates are found in the project's own sentences; the half kept from the rules counts.</summary>
internal static class DateBench
{
    private static readonly (string Tag, string Suffix)[] Languages = [("en", "En"), ("zh", "Zh")];

    public static BenchReport Run()
    {
        var sentences = DateSentences.Load();
        var afresh = DateSentences.Load(DateSentences.AfreshName);
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            data       {DateSentences.FileName}  sha256 {sentences.Sha256}
                       {DateSentences.AfreshName}  sha256 {afresh.Sha256}
            n          {sentences.All.Count} and {afresh.All.Count} sentences of this project's own, by the author of the rules
            right      words, precision, first and last day, all of them

            half       language  sentences  dates  recall   precision  F1       95 %

            """));
        var metrics = new List<BenchMetric>();
        foreach (var (half, chosen, name) in (IEnumerable<(string, IEnumerable<DateSentence>, string)>)
            [("held", sentences.All.Where(sentence => sentence.IsHeld), ""),
            ("rules", sentences.All.Where(sentence => !sentence.IsHeld), "RulesHalf"), ("afresh", afresh.All, "Afresh")])
        {
            foreach (var (tag, suffix) in Languages)
            {
                var figures = DateFigures.Of(chosen.Where(sentence => sentence.Language == tag));
                table.AppendLine(CultureInfo.InvariantCulture, $"{half,-10} {tag,-9} {figures.Sentences,9}"
                    + $"  {figures.Right + figures.Missed,5}  {figures.Recall:F4}   {figures.Precision:F4}     {figures.F1:F4}"
                    + $"   [{figures.Interval.Low:F4}, {figures.Interval.High:F4}]");
                metrics.Add(new BenchMetric($"f1{suffix}{name}", figures.F1, figures.Interval));
                metrics.Add(new BenchMetric($"recall{suffix}{name}", figures.Recall));
                metrics.Add(new BenchMetric($"precision{suffix}{name}", figures.Precision));
            }
        }

        return new BenchReport("dates", new BenchData(DateSentences.FileName, sentences.Sha256, sentences.All.Count),
            table.ToString().TrimEnd(), metrics)
        {
            MoreData = [new BenchData(DateSentences.AfreshName, afresh.Sha256, afresh.All.Count)],
        };
    }
}
