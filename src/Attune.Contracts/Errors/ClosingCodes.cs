namespace Attune.Contracts.Errors;

/// <summary>Every closing code of the real-time protocol. The table is generated into the docs and the clients.</summary>
public static class ClosingCodes
{
    public static readonly ClosingCode GoingAway = new(1001, "going_away",
        "The server stops.", ClosingReaction.ReconnectAfterBackOff);

    public static readonly ClosingCode ProtocolError = new(1002, "protocol_error",
        "The bytes are not WebSocket frames as of RFC 6455 and RFC 7692.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode InvalidUtf8 = new(1007, "invalid_utf8",
        "A text frame was not UTF-8.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode MessageTooBig = new(1009, "message_too_big",
        "A message was so large that it was not even skipped.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode Draining = new(1012, "draining",
        "The server sends its connections away, for a restart or to others.", ClosingReaction.ReconnectAfterBackOff);

    public static readonly ClosingCode NotAnswering = new(4000, "not_answering",
        "Two pings stayed without an answer.", ClosingReaction.ReconnectAtOnce);

    public static readonly ClosingCode TooSlow = new(4100, "too_slow",
        "The connection did not take what it asked for in time.", ClosingReaction.ReconnectAfterBackOff);

    public static readonly ClosingCode NotAdmitted = new(4110, "not_admitted",
        "There are too many connections, or they come too fast; the error before tells which limit.",
        ClosingReaction.ReconnectAfterBackOff);

    public static readonly ClosingCode Kicked = new(4111, "kicked",
        "An operator closed this connection.", ClosingReaction.ReconnectAfterBackOff);

    public static readonly ClosingCode TooManyBadFrames = new(4200, "too_many_bad_frames",
        "100 frames within a minute were not understood.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode HandshakeTimeout = new(4201, "handshake_timeout",
        "No handshake came within 10 seconds.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode Unauthorized = new(4210, "unauthorized",
        "The token of the handshake was refused; the error before it says why.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode TokenExpired = new(4211, "token_expired",
        "The token expired and was not refreshed within the grace period.", ClosingReaction.DoNotReconnect);

    public static readonly ClosingCode AccessRevoked = new(4212, "access_revoked",
        "The right to be connected was withdrawn.", ClosingReaction.DoNotReconnect);

    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<ClosingCode> All { get; } =
    [
        GoingAway, ProtocolError, InvalidUtf8, MessageTooBig, Draining, NotAnswering, TooSlow, NotAdmitted, Kicked,
        TooManyBadFrames, HandshakeTimeout, Unauthorized, TokenExpired, AccessRevoked,
    ];
}
