using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>Limits of the transports that hold an HTTP request, section <c>Realtime:Http</c>.</summary>
internal sealed class HttpTransportOptions
{
    /// <summary>
    /// Most requests held at once: event streams, long polls, viewers and feeders of AI streams together. More are answered
    /// with 503 and Retry-After.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxHeldRequests { get; set; } = 20_000;

    /// <summary>How long a long poll waits for news when it does not say, seconds.</summary>
    [Range(1, 60)]
    public int PollSeconds { get; set; } = 25;

    /// <summary>Time that an EventSource waits before it reconnects, milliseconds.</summary>
    [Range(0, 60_000)]
    public int RetryMilliseconds { get; set; } = 1000;
}
