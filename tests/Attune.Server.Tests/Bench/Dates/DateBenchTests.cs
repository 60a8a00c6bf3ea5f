using Attune.Server.Verbs.Bench.Dates;

namespace Attune.Server.Tests.Bench.Dates;

/// <summary>The gold set is what its page says, and the bench says what it found.</summary>
public sealed class DateBenchTests
{
    private static readonly DateSentences Sentences = DateSentences.Load();

    [Fact]
    public void It_has_both_languages_sentences_without_dates_and_a_half_that_its_ids_decide()
    {
        Assert.True(Sentences.All.Count >= 150);
        Assert.All(Sentences.All, sentence => Assert.Equal(DateSentences.IsHeld(sentence.Id), sentence.IsHeld));
        foreach (var language in (string[])["en", "zh"])
        {
            var ofLanguage = Sentences.All.Where(sentence => sentence.Language == language).ToList();
            Assert.True(ofLanguage.Count(sentence => sentence.Dates.Count == 0) >= 15);
            Assert.True(ofLanguage.Count(sentence => sentence.IsHeld) >= 40);
        }
    }

    [Fact]
    public void Sentences_that_are_read_wrong_or_not_at_all_cost_their_figure()
    {
        var sentence = Sentences.All.First(sentence => sentence.Dates.Count == 1);
        var right = DateFigures.Of([sentence with { Dates = DateFigures.Read(sentence.Text) }]);
        var wrong = DateFigures.Of([sentence with { Dates = ["1928=year=1928-01-01..1928-12-31"], Text = "in 1929" }]);
        var missed = DateFigures.Of([sentence with { Text = "no date" }]);
        Assert.Equal((1.0, 1.0, 1.0), (right.Recall, right.Precision, right.F1));
        Assert.Equal((0, 1, 1), (wrong.Right, wrong.Missed, wrong.False));
        Assert.Equal((0, 1, 0), (missed.Right, missed.Missed, missed.False));
    }

    [Fact]
    public void The_report_names_its_data_and_both_halves()
    {
        var report = DateBench.Run();
        Assert.Contains(Sentences.Sha256, report.Table, StringComparison.Ordinal);
        Assert.Equal(["f1En", "recallEn", "precisionEn", "f1Zh", "recallZh", "precisionZh"],
            report.Metrics.Take(6).Select(metric => metric.Name));
        Assert.Equal(18, report.Metrics.Count);
        Assert.All(report.Metrics.Take(12), metric => Assert.InRange(metric.Value, 0.9, 1));
        Assert.Contains(DateSentences.Load(DateSentences.AfreshName).Sha256, report.Table, StringComparison.Ordinal);
    }
}
