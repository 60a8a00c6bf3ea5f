using System.Text;

namespace Attune.Server.Verbs.Simulate;

/// <summary>One AI stream: what is written and who watches.</summary>
/// <param name="Stream">Its id.</param>
/// <param name="Topic">The topic that gets the one finishing event.</param>
/// <param name="Pieces">The appends, in order; each is whole characters.</param>
/// <param name="Window">Appends that may wait for their reply at the same time.</param>
/// <param name="Viewers">Those who watch.</param>
/// <param name="Random">Decides pauses while it runs.</param>
internal sealed record StreamPlan(
    string Stream, string Topic, IReadOnlyList<string> Pieces, int Window, IReadOnlyList<ViewerPlan> Viewers, SplitMix Random)
{
    private const int LeastPieces = 30;
    private const int MostPieces = 60;
    private const int ViewerCount = 3;
    private static readonly string[] Words =
    [
        "The ", "answer ", "goes ", "on: ", "一個", "答案，", "不會", "斷。", "naïve ", "🙂",
        "\"quoted\"\n", "<b>&amp;</b> ", "\u0000\t\\",
    ];

    /// <summary>The whole text in UTF-8.</summary>
    public byte[] Text { get; } = Encoding.UTF8.GetBytes(string.Concat(Pieces));

    public static StreamPlan Draw(SplitMix random, long seed, int number)
    {
        var pieces = new List<string>();
        var count = random.Between(LeastPieces, MostPieces);
        for (var i = 0; i < count; i++)
            pieces.Add(string.Concat(Enumerable.Range(0, random.Between(1, 6)).Select(_ => random.Pick(Words))));
        var viewers = Enumerable.Range(0, ViewerCount).Select(_ => ViewerPlan.Draw(random, count * 20)).ToList();
        var topic = random.Pick(SimulationPlan.Topics);
        return new StreamPlan($"simulated-{seed}-{number}", topic, pieces, random.Between(1, 3), viewers, random);
    }
}
