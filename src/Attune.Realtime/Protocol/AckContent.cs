using Attune.Realtime.Settings;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Protocol;

/// <summary>What an ack tells.</summary>
/// <param name="Seq">The position that the client gave, 0 for none.</param>
/// <param name="Now">The server's clock.</param>
/// <param name="Generation">The incarnation of the organisation's own domain.</param>
/// <param name="Positions">The newest event of each topic.</param>
/// <param name="Session">The connection's name.</param>
/// <param name="Resume">A token that resumes from here.</param>
/// <param name="Limits">What the client must keep to.</param>
/// <param name="ExpiresAt">When its token ends; null for never.</param>
internal readonly record struct AckContent(
    long Seq,
    DateTimeOffset Now,
    string Generation,
    IReadOnlyList<(Topic Topic, long Position)> Positions,
    string Session,
    string Resume,
    RealtimeOptions Limits,
    DateTimeOffset? ExpiresAt);
