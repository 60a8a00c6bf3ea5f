using Attune.Realtime.Settings;
using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>What a domain needs from outside.</summary>
/// <param name="Folder">Where its log lives; null for a domain in memory.</param>
/// <param name="Files">The file system.</param>
/// <param name="Writable">False when the data folder cannot be written.</param>
/// <param name="Settings">Limits.</param>
/// <param name="Clock">The time.</param>
/// <param name="Rings">The bound on memory for recent frames.</param>
/// <param name="Deflater">Makes the compressed variants of frames.</param>
/// <param name="Shards">Delivery shards.</param>
/// <param name="BootId">Names the current start of the machine; null when unknown.</param>
internal sealed record DomainOptions(
    string? Folder,
    ILogFiles Files,
    bool Writable,
    RealtimeOptions Settings,
    TimeProvider Clock,
    RingBudget Rings,
    FrameDeflater Deflater,
    int Shards,
    string? BootId);
