using Attune.Contracts.Errors;

namespace Attune.Client;

/// <summary>Codes that the client itself gives; all others come from the server.</summary>
public static class ClientErrors
{
    private const int NotFromHttp = 0;

    public static readonly ErrorCode TimedOut = new("timed_out", NotFromHttp, "The server did not answer in time.",
        "Try again; a publish with the same id.", Retry: true);

    public static readonly ErrorCode Closed = new("closed", NotFromHttp, "The connection ended before the answer came.",
        "Connect again first.", Retry: true);

    public static readonly ErrorCode Refused = new("refused", NotFromHttp, "The server does not let this client in.",
        "The message says why; get another token or right, then connect again.");

    public static readonly ErrorCode TooManyPending = new("too_many_pending", NotFromHttp, "Too many calls wait for an answer.",
        "Wait until earlier calls were answered.", Retry: true);

    public static readonly ErrorCode OutboxFull = new("outbox_full", NotFromHttp, "Too much waits to be published.",
        "Wait for earlier publishes, or raise OutboxEvents or OutboxBytes.", Retry: true);

    public static readonly ErrorCode OutcomeUnknown = new("outcome_unknown", NotFromHttp,
        "The event was sent, its answer was lost, and the server may have forgotten its id meanwhile.",
        "Look into the history of the topic before publishing it again.");

    public static readonly ErrorCode NeedsWebSocket = new("needs_websocket", NotFromHttp,
        "This call has no form for the fallback transport that is in use.",
        "Wait until the state is Live, then call again.", Retry: true);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
        [TimedOut, Closed, Refused, TooManyPending, OutboxFull, OutcomeUnknown, NeedsWebSocket];
}
