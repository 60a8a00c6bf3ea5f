using System.Text;
using Attune.Diagnostics.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Diagnostics.Tests.Metrics;

public class PrometheusLabelsTests
{
    private const int LongestValue = 200;

    [Fact]
    public void Labels_stand_in_the_order_of_their_names_whatever_the_order_of_the_tags()
    {
        Assert.Equal("a=\"1\",b=\"true\"", PrometheusLabels.Write([new("b", true), new("a", 1)]));
        Assert.Equal("a=\"1\",b=\"true\"", PrometheusLabels.Write([new("a", 1), new("b", true)]));
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_country() =>
        Assert.Equal("x=\"0.5\"", PrometheusLabels.Write([new("x", 0.5)]));

    [Fact]
    public void Two_tags_that_become_one_label_keep_both_values() =>
        Assert.Equal("a_b=\"1;2\"", PrometheusLabels.Write([new("a.b", 1), new("a_b", 2)]));

    [Fact]
    public void The_label_of_histogram_buckets_is_never_taken() =>
        Assert.Equal("exported_le=\"x\"", PrometheusLabels.Write([new("le", "x")]));

    [Fact]
    public void A_value_that_is_cut_is_not_cut_within_a_character()
    {
        var value = new string('a', LongestValue - 1) + "😀";

        Assert.Equal($"x=\"{new string('a', LongestValue - 1)}\"", PrometheusLabels.Write([new("x", value)]));
    }

    [Fact]
    public void Whatever_the_value_is_a_reader_gets_it_back_from_one_line()
    {
        Prop.ForAll<NonNull<string>>(value =>
        {
            var written = PrometheusLabels.Write([new("x", value.Get)]);
            Assert.DoesNotContain('\n', written);
            var kept = value.Get.Length <= LongestValue ? value.Get : value.Get[..LongestValue];
            Assert.Equal(kept, Unescape(written["x=\"".Length..^1]));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Reads an escaped value as the format's description says.</summary>
    private static string Unescape(string text)
    {
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                throw new FormatException("A quotation mark ends the value too early.");
            if (text[i] != '\\')
                value.Append(text[i]);
            else
                value.Append(text[++i] == 'n' ? '\n' : text[i]);
        }

        return value.ToString();
    }
}
