using Attune.Language.Tones;
using Attune.Learning.Statistics;
using Attune.Server.Verbs.Bench.Conversations;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>
/// What a tone costs an answer that is there already: choosing it from a description, and saying the answer in it. What
/// waiting for the description costs is not in it; the bench of the guide measures that on a server.
/// </summary>
/// <param name="Count">Answers said, each in one chosen tone.</param>
/// <param name="WarmUp">Answers said before the clock ran.</param>
/// <param name="MedianMs">Milliseconds of choosing and saying, the median.</param>
/// <param name="P95Ms">The 95th percentile.</param>
/// <param name="P95Interval">Its 95 % interval.</param>
/// <param name="SayingP95Ms">Milliseconds of saying alone, 95th percentile.</param>
internal sealed record ToneTimes(
    int Count, int WarmUp, double MedianMs, double P95Ms, Interval P95Interval, double SayingP95Ms)
{
    private const int P50 = 50;
    private const int P95 = 95;

    /// <summary>The code is compiled for speed after some dozens of calls, beside the first ones.</summary>
    private const int Rounds = 3;

    /// <summary>Each answer with each description of its language in turn, so that all tones and lengths occur.</summary>
    /// <param name="descriptions">At least one in each language of the answers.</param>
    /// <param name="answers">At least one.</param>
    /// <param name="clock">Measures.</param>
    public static ToneTimes Measure(
        IReadOnlyList<GoldDescription> descriptions, IReadOnlyList<GoldAnswer> answers, TimeProvider clock)
    {
        var pairs = answers.GroupBy(answer => answer.Language).SelectMany(group =>
        {
            var texts = descriptions.Where(item => item.Language == group.Key).Select(item => item.Text).ToList();
            return group.SelectMany((answer, i) => Enumerable.Range(0, Enum.GetValues<Tone>().Length)
                .Select(j => (Description: texts[((i * Enum.GetValues<Tone>().Length) + j) % texts.Count], Answer: answer)));
        }).ToList();
        var (whole, saying) = (new double[pairs.Count], new double[pairs.Count]);
        // The last round counts: the ones before compile the code and read the tables.
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < pairs.Count; i++)
            {
                var started = clock.GetTimestamp();
                var choice = ToneSelection.Select(new ToneInputs { Description = pairs[i].Description });
                var chosen = clock.GetTimestamp();
                ToneRewriter.Rewrite(new ToneDraft(pairs[i].Answer.Text, pairs[i].Answer.TextLanguage, choice.Tone));
                var said = clock.GetTimestamp();
                whole[i] = clock.GetElapsedTime(started, said).TotalMilliseconds;
                saying[i] = clock.GetElapsedTime(chosen, said).TotalMilliseconds;
            }
        }

        Array.Sort(whole);
        Array.Sort(saying);
        var (p95, interval) = Percentile.Of(whole, P95);
        return new ToneTimes(pairs.Count, (Rounds - 1) * pairs.Count, Percentile.Of(whole, P50).Value, p95, interval,
            Percentile.Of(saying, P95).Value);
    }
}
