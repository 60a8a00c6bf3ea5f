using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>Publishers of much text about a few keys, so that a reader which stalls falls behind.</summary>
internal static class FloodPlan
{
    private const int LeastEvents = 50;
    private const int MostEvents = 80;
    private const int LeastText = 1_500;
    private const int MostText = 6_000;
    private const int Keys = 6;
    private const int KeyPercent = 90;

    public static PublisherPlan Draw(SplitMix random, long seed, int number)
    {
        var drafts = new List<Draft>();
        var count = random.Between(LeastEvents, MostEvents);
        for (var n = 0; n < count; n++)
        {
            var text = new string((char)random.Between('a', 'z'), random.Between(LeastText, MostText));
            drafts.Add(new Draft(
                random.Pick(SkimmedTopics.All), number, n, $"simulated-{seed}-{number}-{n}",
                $$"""{"publisher":{{number}},"n":{{n}},"text":"{{text}}"}""",
                random.Chance(KeyPercent) ? $"key-{random.Between(1, Keys)}" : null));
        }

        return new PublisherPlan(number, OverHttp: true, Window: 1, drafts, random);
    }
}
