using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz.Targets;

/// <summary>Everything that is fuzzed.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> All = new(StringComparer.Ordinal)
    {
        ["frames"] = () => new FramesTarget(),
        ["inflate"] = () => new InflateTarget(),
        ["verbs"] = () => new VerbsTarget(),
        ["publish"] = () => new PublishTarget(),
        ["handshake"] = () => new HandshakeTarget(),
        ["positions"] = () => new PositionsTarget(),
        ["streams"] = () => new StreamsTarget(),
        ["tensors"] = () => new TensorsTarget(),
        ["disklog"] = () => new DiskLogTarget(),
        ["tables"] = () => new TablesTarget(),
        ["http"] = () => new HttpTarget(),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <exception cref="ArgumentException">There is no such target.</exception>
    public static IFuzzTarget Make(string name) => All.TryGetValue(name, out var make)
        ? make()
        : throw new ArgumentException($"There is no target '{name}'. There are: {string.Join(", ", All.Keys)}.", nameof(name));
}
