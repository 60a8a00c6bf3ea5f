using Attune.Foundation.Modules;

namespace Attune.Realtime.Telemetry;

/// <summary>A backup holds the logs and the key of the resume tokens.</summary>
internal sealed class StreamBackup : IBackupPart
{
    public IReadOnlyList<string> Paths { get; } = ["streams", "keys"];
}
