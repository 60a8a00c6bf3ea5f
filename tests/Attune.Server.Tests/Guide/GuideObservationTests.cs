using Attune.Server.Verbs.Describe;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Guide;

/// <summary>What operators see of visits, and what they do not.</summary>
public sealed class GuideObservationTests
{
    private const string Description = "An elderly man with white hair, leaning on a zanzibar cane.";
    private const string Question = "When does the quixotic ferry leave?";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly DescriberPlan Plan = new() { Mode = DescriberMode.Fixed, Text = Description };

    [Fact]
    [Proves("E-007")]
    public async Task The_log_shows_both_parts_beside_each_other_and_nobodys_looks_or_words()
    {
        await using var museum = await MuseumServer.StartAsync(Plan, model: null);
        await museum.AskAsync(Question, "s1");
        var log = museum.Server.Process;
        await Eventually.HoldsAsync(Deadline, () => log.Output.Contains("above the slower one", StringComparison.Ordinal));
        Assert.Contains("description and answer are sought in parallel", log.Output, StringComparison.Ordinal);
        Assert.Matches("description of [0-9]+ characters, fingerprint [0-9a-f]{8}", log.Output);
        Assert.DoesNotContain("zanzibar", log.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("quixotic", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Proves("E-108", "E-110", "E-109")]
    public async Task Requests_errors_and_durations_are_measured()
    {
        var metrics = await MetricsAsync();
        Assert.Matches("attune_guide_requests_total\\{[^}]*outcome=\"answered\"[^}]*\\} 1", metrics);
        Assert.Matches("attune_guide_requests_total\\{[^}]*tone=\"elder_friendly\"[^}]*\\} 1", metrics);
        Assert.Contains("attune_guide_answer_seconds_bucket{", metrics, StringComparison.Ordinal);
        Assert.Contains("attune_guide_answer_seconds_count 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    [Proves("E-111", "E-112", "E-113")]
    public async Task Each_part_is_timed_for_itself()
    {
        var metrics = await MetricsAsync();
        Assert.Matches("attune_guide_describer_seconds_count\\{outcome=\"from_describer\"\\} 1", metrics);
        Assert.Matches("attune_guide_draft_seconds_count\\{method=\"rules\"\\} 1", metrics);
        Assert.Matches("attune_guide_tone_seconds_count\\{tone=\"elder_friendly\"\\} 1", metrics);
        Assert.Contains("attune_guide_overhead_seconds_count 1", metrics, StringComparison.Ordinal);
        Assert.Contains("attune_guide_active 0", metrics, StringComparison.Ordinal);
    }

    [Fact]
    [Proves("E-006", "E-161")]
    public async Task Visitors_of_all_kinds_are_answered_each_in_a_tone_of_theirs_without_an_error_in_the_log()
    {
        await using var museum = await MuseumServer.StartAsync(new DescriberPlan { Seed = 5 }, model: null);
        var tones = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            var (text, tone) = await museum.AskAsync("When does the ferry to the island leave?", $"visitor-{i}");
            Assert.Contains("7:45", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ERROR:", text, StringComparison.Ordinal);
            tones.Add(tone);
        }

        Assert.Equal(4, tones.Count);
        var log = museum.Server.Process;
        await Eventually.HoldsAsync(Deadline, () => log.Output.Contains("above the slower one", StringComparison.Ordinal));
        Assert.DoesNotContain("\"LogLevel\":\"Error\"", log.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("exception", log.Output, StringComparison.OrdinalIgnoreCase);
        // What the log calls its levels, so that the check above cannot look for the wrong word.
        Assert.Contains("\"LogLevel\":\"Information\"", log.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> MetricsAsync()
    {
        await using var museum = await MuseumServer.StartAsync(Plan, model: null);
        await museum.AskAsync(Question, "s1");
        return await museum.Server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }
}
