using System.Net.WebSockets;

namespace Attune.Client;

/// <summary>How a client connects and how much it keeps. Every queue of the client has one of these bounds.</summary>
public sealed class AttuneClientOptions
{
    /// <param name="address">Where the server is, for example <c>http://127.0.0.1:8080</c>.</param>
    public AttuneClientOptions(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address begins with http:// or https://.", nameof(address));
        Address = address;
    }

    /// <summary>Where the server is; a path in it is kept (a server behind a prefix).</summary>
    public Uri Address { get; }

    /// <summary>
    /// Asked for a token before each connection, and by <see cref="AttuneClient.RefreshAsync"/>; null or a null answer means
    /// none. The token goes into the Authorization header, never into an address.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? AccessToken { get; init; }

    /// <summary>What may be used, best first. A later one serves while the earlier ones fail; the first is probed then.</summary>
    public IReadOnlyList<TransportKind> Transports { get; init; } =
        [TransportKind.WebSocket, TransportKind.EventStream, TransportKind.LongPoll];

    /// <summary>Time that one transport has to connect and be acknowledged before the next one is tried. Default 5 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Upper bound of the first wait between attempts; it doubles with each. Default 250 ms.</summary>
    public TimeSpan BackOffStart { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The upper bound of a wait never grows beyond this. Default 10 s.</summary>
    public TimeSpan BackOffLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the best transport is tried while a fallback is in use. Default 30 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection on which nothing came for so long is given up. Default 75 s; the server pings every 30 s.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>A call without an answer fails after this time, except a publish, which waits. Default 30 s.</summary>
    public TimeSpan VerbTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait for an answer at the same time, apart from publishes. Default 1,000.</summary>
    public int MaxPendingVerbs { get; init; } = 1_000;

    /// <summary>
    /// News that a subscription keeps for a slow reader. When they are more its topics are paused, and followed again from
    /// where the reader is. Default 1,024.
    /// </summary>
    public int SubscriptionBuffer { get; init; } = 1_024;

    /// <summary>Publishes that may wait for an answer or for a connection. Default 1,000.</summary>
    public int OutboxEvents { get; init; } = 1_000;

    /// <summary>Bytes of all waiting publishes together. Default 4 MB.</summary>
    public int OutboxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Characters of a viewed AI stream that are kept for a slow reader. Default 1 M.</summary>
    public int ViewBuffer { get; init; } = 1024 * 1024;

    /// <summary>
    /// Bytes of an AI stream that may be written ahead of what the server has stored. The fallback transports store the text
    /// of a whole request before they answer, so this bounds what one answer may be there. Default 1 MB, the server's limit.
    /// </summary>
    public int FeedWindowBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a viewed AI stream may be unknown to the server before its view fails, and how long a written one may be
    /// refused for now (a lease of another, a limit, a full disk) before its writer does. Default 30 s.
    /// </summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Ask the server to compress large events. Default true.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>Sends what goes over HTTP; null for the platform's own. Not disposed by the client.</summary>
    public HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>Opens a WebSocket to an address with a token or null; null for the platform's own (a proxy, a test).</summary>
    public Func<Uri, string?, CancellationToken, Task<WebSocket>>? ConnectSocket { get; init; }

    /// <summary>Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Draws waits between attempts; used by one thread at a time.</summary>
    public Random Random { get; init; } = new();
}
