using Attune.Foundation.Failures;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Protocol;

/// <summary>
/// What a client has sent, read but not yet judged. Slices point into the received bytes. Fields, because the reader fills
/// them in place.
/// </summary>
internal sealed class ClientFrame
{
    /// <summary>The verb; null in a handshake.</summary>
    public string? Type;

    /// <summary>The reference as raw JSON, repeated in the answer; empty for none.</summary>
    public byte[] Ref = [];

    /// <summary>Why the frame cannot be used although it is JSON; null when it can.</summary>
    public Failure? Failure;

    // Handshake
    public List<string>? Services;

    public long? Version;

    public long? LastSeq;

    public Dictionary<string, long>? LastSeqByService;

    public string? Generation;

    public string? Resume;

    public string? PropertyId;

    public bool? Echo;

    public bool? Announcements;

    // Handshake, refresh
    public string? Token;

    // subscribe, unsubscribe
    public List<(string Topic, long? After)>? Topics;

    // publish, history
    public string? Topic;

    public EventDraft? Event;

    public long? After;

    public long? Limit;

    // AI streams
    public string? Stream;

    public string? Part;

    public long? At;

    public byte[]? Data;

    public long? RollUp;

    public string? State;

    public Dictionary<string, long>? Parts;
}
