using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Settings;

/// <summary>Settings of the stream core, section <c>Realtime</c>.</summary>
internal sealed class RealtimeOptions
{
    /// <summary>Largest payload of one event, bytes.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int MaxEventBytes { get; set; } = 256 * 1024;

    /// <summary>Largest frame from a client, bytes. Larger ones are skipped and answered with an error.</summary>
    [Range(1024, 8 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 512 * 1024;

    /// <summary>Largest body of an HTTP publish, bytes.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxPublishBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether permessage-deflate is agreed to; clients that ask for it get large events deflated.</summary>
    public bool Compression { get; set; } = true;

    /// <summary>
    /// How many times its size a compressed frame from a client may grow to; small results always may. What grows further is
    /// answered with an error, as is what exceeds <see cref="MaxFrameBytes"/>.
    /// </summary>
    [Range(10, 1100)]
    public int MaxInflateRatio { get; set; } = 100;

    /// <summary>Most events in one publish.</summary>
    [Range(1, 10_000)]
    public int MaxEventsPerPublish { get; set; } = 1000;

    /// <summary>Most topics of one connection.</summary>
    [Range(1, 10_000)]
    public int MaxTopicsPerConnection { get; set; } = 256;

    /// <summary>Most topics kept open per organisation.</summary>
    [Range(10, 10_000_000)]
    public int MaxTopics { get; set; } = 200_000;

    /// <summary>Time for a client to send its handshake, seconds.</summary>
    [Range(1, 300)]
    public int HandshakeSeconds { get; set; } = 10;

    /// <summary>Time between two pings, seconds. A connection that leaves two unanswered is closed.</summary>
    [Range(1, 600)]
    public int PingSeconds { get; set; } = 30;

    /// <summary>Frames within a minute that a client may get wrong before its connection is closed.</summary>
    [Range(1, 100_000)]
    public int MaxBadFrames { get; set; } = 100;

    /// <summary>Replies that wait for a connection before reading from it pauses, bytes.</summary>
    [Range(4096, 64 * 1024 * 1024)]
    public int MaxReplyBytes { get; set; } = 256 * 1024;

    /// <summary>How long an event id is recognised as a repeat, seconds.</summary>
    [Range(1, 86_400)]
    public int IdempotencySeconds { get; set; } = 600;

    /// <summary>Most event ids remembered per domain; beyond it the oldest are forgotten early.</summary>
    [Range(1000, 100_000_000)]
    public int IdempotencyMaxEntries { get; set; } = 1_000_000;

    /// <summary>Bytes that may wait to be written per domain before publishes are refused as overload.</summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024)]
    public int MaxWaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Memory for recent frames of one topic, bytes.</summary>
    [Range(16 * 1024, 1024 * 1024 * 1024)]
    public long RingBytesPerTopic { get; set; } = 1024 * 1024;

    /// <summary>Memory for recent frames of all topics, bytes.</summary>
    [Range(1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long RingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Size at which a new log file is begun, bytes.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long SegmentBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Largest log of one domain, bytes; beyond it the oldest file goes, whatever the topics' retention says.</summary>
    [Range(1024 * 1024, long.MaxValue)]
    public long MaxDomainBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Delivery shards; 0 means one for each processor.</summary>
    [Range(0, 64)]
    public int Shards { get; set; }

    /// <summary>Services that are open from the start; <c>totalSubscriptions</c> counts them.</summary>
    public IList<string> Services { get; set; } = [];

    /// <summary>Topics that may be opened by name or prefix, with their own rules; the first match counts.</summary>
    [ValidateEnumeratedItems]
    public IList<TopicRuleOptions> Topics { get; set; } = [];

    /// <summary>How long topics are kept when their rule does not say otherwise.</summary>
    [ValidateObjectMembers]
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Limits of AI streams.</summary>
    [ValidateObjectMembers]
    public AiStreamOptions AiStreams { get; set; } = new();

    /// <summary>Limits of the transports that hold an HTTP request.</summary>
    [ValidateObjectMembers]
    public HttpTransportOptions Http { get; set; } = new();

    /// <summary>How many are let in and how fast they may go.</summary>
    [ValidateObjectMembers]
    public AdmissionOptions Admission { get; set; } = new();

    /// <summary>How connections are sent away when the server drains or stops.</summary>
    [ValidateObjectMembers]
    public DrainOptions Drain { get; set; } = new();

    /// <summary>How it is told who is in a topic.</summary>
    [ValidateObjectMembers]
    public PresenceOptions Presence { get; set; } = new();
}
