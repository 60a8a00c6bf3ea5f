using System.Text;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>What one publisher sends and how.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="OverHttp">True: POST, up to three events in a body. False: the WebSocket verb, several on their way.</param>
/// <param name="Window">Over WebSocket: publishes that may wait for their reply at the same time.</param>
/// <param name="Drafts">The events, in order.</param>
/// <param name="Random">Decides pauses, batches and repeats while it runs.</param>
internal sealed record PublisherPlan(int Number, bool OverHttp, int Window, IReadOnlyList<Draft> Drafts, SplitMix Random)
{
    private const int LeastEvents = 40;
    private const int MostEvents = 70;
    private const int LargeText = 6_000;
    private static readonly string[] Texts = ["ok", "café au lait", "你好，世界", "🙂 \\\"quoted\\\" \\\\ and \\n a line", ""];

    public static PublisherPlan Draw(SplitMix random, long seed, int number)
    {
        var topics = random.PickSome(
            SimulationPlan.OrdinaryTopics, random.Between(1, SimulationPlan.OrdinaryTopics.Count));
        var drafts = new List<Draft>();
        var count = random.Between(LeastEvents, MostEvents);
        for (var n = 0; n < count; n++)
            drafts.Add(new Draft(random.Pick(topics), number, n, $"simulated-{seed}-{number}-{n}", Data(random, number, n)));
        return new PublisherPlan(number, number % 2 == 0, random.Between(1, 4), drafts, random);
    }

    /// <summary>Ordinary and awkward payloads: empty and non-Latin text, escapes, odd numbers, sometimes a large one.</summary>
    private static string Data(SplitMix random, int publisher, int n)
    {
        var text = new StringBuilder(random.Pick(Texts));
        if (random.Chance(3))
            text.Append('x', LargeText);
        return $$"""{"publisher":{{publisher}},"n":{{n}},"z":1.50e1,"a":[null,true],"text":"{{text}}"}""";
    }
}
