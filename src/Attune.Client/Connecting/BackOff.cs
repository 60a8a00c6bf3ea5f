using Attune.Client.Links;
using Attune.Contracts.Errors;

namespace Attune.Client.Connecting;

/// <summary>
/// How long to wait between attempts: exponential with full jitter, so that many clients that lost the same server do not
/// come back together; inside the server's advice where it gave some.
/// </summary>
internal static class BackOff
{
    private const int MaxDoublings = 30;

    /// <summary>Whatever is advised: an answer that some proxy has made up must not keep a client away for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="end">Why the last connection or attempt ended.</param>
    /// <param name="attempt">Failed attempts so far, from 0.</param>
    /// <param name="wasStable">The connection had been live for a while, so coming back at once storms nobody.</param>
    /// <param name="options">The bounds, and the source of chance.</param>
    public static TimeSpan Wait(LinkEnd end, int attempt, bool wasStable, AttuneClientOptions options)
    {
        var wait = Unbounded(end, attempt, wasStable, options);
        return wait < Longest ? wait : Longest;
    }

    private static TimeSpan Unbounded(LinkEnd end, int attempt, bool wasStable, AttuneClientOptions options)
    {
        if (end.Advice is { } advice)
            return advice.From + (Max(advice.To - advice.From, TimeSpan.Zero) * options.Random.NextDouble());
        if (end.Reaction == ClosingReaction.ReconnectAtOnce && wasStable)
            return TimeSpan.Zero;
        var doubled = options.BackOffStart * Math.Pow(2, Math.Min(attempt, MaxDoublings));
        var bound = doubled < options.BackOffLimit ? doubled : options.BackOffLimit;
        return end.AtLeast + (bound * options.Random.NextDouble());
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
