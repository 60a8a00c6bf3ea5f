namespace Attune.Server.Verbs.Simulate;

/// <summary>Topics that do something to readers that are behind, and the settings that make them so.</summary>
internal static class SkimmedTopics
{
    public const string Conflating = "skim:conflate";
    public const string Dropping = "skim:drop";
    public const string Disconnecting = "skim:disconnect";

    // Small, so that a reader which stalls for a moment is behind.
    private const int SlowAfterBytes = 8 * 1024;

    // Far behind the rules that the program brings, which stay as they are.
    private const int FirstRule = 1000;

    public static IReadOnlyList<string> All { get; } = [Conflating, Dropping, Disconnecting];

    /// <summary>What the server is started with.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        .. All.SelectMany((topic, i) => (string[])
        [
            $"--Realtime:Topics:{FirstRule + i}:Pattern={topic}",
            $"--Realtime:Topics:{FirstRule + i}:SlowReaders={topic[(topic.IndexOf(':', StringComparison.Ordinal) + 1)..]}",
            $"--Realtime:Topics:{FirstRule + i}:SlowAfterBytes={SlowAfterBytes}",
        ]),
    ];
}
