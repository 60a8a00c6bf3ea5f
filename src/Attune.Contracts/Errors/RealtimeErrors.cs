namespace Attune.Contracts.Errors;

/// <summary>Every error code of the real-time protocol. The table is generated into the docs and the clients.</summary>
public static class RealtimeErrors
{
    public static readonly ErrorCode InvalidJson = new("invalid_json", 400, "The text is not valid JSON.",
        "Send one complete JSON object per frame or body.");

    public static readonly ErrorCode BinaryNotSupported = new("binary_not_supported", 400, "Binary frames are not understood.",
        "Send text frames: version 1 of the protocol is JSON.");

    public static readonly ErrorCode FrameTooLarge = new("frame_too_large", 413, "The frame is larger than the limit.",
        "Split the message; the limit is told in `limits` of the ack.");

    public static readonly ErrorCode InflationRefused = new("inflation_refused", 413,
        "The compressed frame grows too much when it is inflated.", "Send it without compression.");

    public static readonly ErrorCode EventTooLarge = new("event_too_large", 413, "The event is larger than the limit.",
        "Store the large part elsewhere and publish a reference; the limit is told in `limits` of the ack.");

    public static readonly ErrorCode HandshakeExpected = new("handshake_expected", 400, "The first frame must be a handshake.",
        "Send {\"services\":[\"…\"],\"version\":1} first.");

    public static readonly ErrorCode InvalidArgument = new("invalid_argument", 400, "A field is missing or has a wrong value.",
        "Correct the field named in the message and send again.");

    public static readonly ErrorCode UnsupportedVersion = new("unsupported_version", 400,
        "This protocol version is not spoken here.",
        "Use version 1.");

    public static readonly ErrorCode UnknownVerb = new("unknown_verb", 400, "This frame type is not a verb of the protocol.",
        "Use one of the verbs of docs/WEBSOCKET_API.md.");

    public static readonly ErrorCode UnknownService = new("unknown_service", 404, "There is no such topic.",
        "Use a configured topic or one that matches a configured pattern (setting Realtime:Topics).");

    public static readonly ErrorCode UnknownStream = new("unknown_stream", 404, "There is no such AI stream.",
        "Append at position 0 to create it, or check the id; finished streams expire.");

    public static readonly ErrorCode BadPosition = new("bad_position", 400,
        "The position is not inside the part or cuts a character.",
        "Use a byte position that a frame of this stream has told you as `end`.");

    public static readonly ErrorCode StreamGap = new("gap", 409, "The append starts after the end of the part.",
        "Append at the current length, which the message tells.");

    public static readonly ErrorCode AppendConflict = new("append_conflict", 409, "Other bytes already stand at this position.",
        "Read the stream and go on from its end.");

    public static readonly ErrorCode StreamEnded = new("stream_ended", 409, "The AI stream has ended.",
        "Start a new stream with another id.");

    public static readonly ErrorCode StreamLeased = new("stream_leased", 409, "Another producer is writing the AI stream.",
        "Write another stream, or append at the end of this one when the lease is over.", Retry: true);

    public static readonly ErrorCode TooManyAppends = new("too_many_appends", 429, "Appends to the AI stream come too fast.",
        "Send larger pieces, or wait a moment and send this one again at the same position.", Retry: true);

    public static readonly ErrorCode StreamTooLarge = new("stream_too_large", 413, "The AI stream has reached its largest size.",
        "End it and start another; the limit is the setting Realtime:AiStreams:MaxBytes.");

    public static readonly ErrorCode TooManyTopics = new("too_many_topics", 429,
        "This connection has its largest number of topics.",
        "Unsubscribe from some, or open a second connection.");

    public static readonly ErrorCode TooManyStreams = new("too_many_streams", 429, "Too many AI streams are open.",
        "End streams that are no longer written.", Retry: true);

    public static readonly ErrorCode RateLimited = new("rate_limited", 429, "This comes faster than a limit allows.",
        "Wait as long as `retryAfterMs` or Retry-After says, then send again with the same id.", Retry: true);

    public static readonly ErrorCode TooManyConnections = new("too_many_connections", 429, "There are too many connections.",
        "Close some, or come back within the time that `reconnectAfterMs` or Retry-After says.", Retry: true);

    public static readonly ErrorCode UnknownConnection = new("unknown_connection", 404, "There is no such connection.",
        "GET /v2/realtime/connections lists those that are open.");

    public static readonly ErrorCode PresenceOff = new("presence_off", 409, "This topic does not tell who is there.",
        "Switch it on in the topic's rule (setting Realtime:Topics, Presence).");

    public static readonly ErrorCode Forbidden = new("forbidden", 403, "The caller may not do this.",
        "Ask the owner for the right that the message names.");

    public static readonly ErrorCode TokenMissing = new("token_missing", 401, "No token came with the call.",
        "Send it as `Authorization: Bearer …`, as `?access_token=…` or as `token` of the handshake.");

    public static readonly ErrorCode TokenInvalid = new("token_invalid", 401, "The token is none of this server's.",
        "Get a new token; `attune token` makes one.");

    public static readonly ErrorCode TokenExpired = new("token_expired", 401, "The token has expired.",
        "Get a new token and go on from the same position.");

    public static readonly ErrorCode TokenRevoked = new("token_revoked", 401, "The token was withdrawn.",
        "Get a new token, if its issuer still gives you one.");

    public static readonly ErrorCode PrincipalChanged = new("principal_changed", 403, "The token is somebody else's.",
        "Open a connection of its own for another principal.");

    public static readonly ErrorCode UnknownEvent = new("unknown_event", 404, "There is no such event in the log.",
        "Check the id; trimmed events are gone.");

    public static readonly ErrorCode StorageUnavailable = new("storage_unavailable", 503, "The log cannot be written now.",
        "Free disk space or make the data folder writable, then send again with the same id.", Retry: true);

    public static readonly ErrorCode Overloaded = new("overloaded", 503, "The server has too much waiting work.",
        "Wait a moment and send again with the same id.", Retry: true);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        InvalidJson, BinaryNotSupported, FrameTooLarge, InflationRefused, EventTooLarge, HandshakeExpected, InvalidArgument,
        UnsupportedVersion, UnknownVerb, UnknownService, UnknownStream, BadPosition, StreamGap, AppendConflict, StreamEnded,
        StreamLeased, TooManyAppends, StreamTooLarge, TooManyTopics, TooManyStreams, RateLimited, TooManyConnections,
        UnknownConnection, PresenceOff, Forbidden, TokenMissing, TokenInvalid, TokenExpired, TokenRevoked, PrincipalChanged,
        UnknownEvent, StorageUnavailable, Overloaded,
    ];
}
