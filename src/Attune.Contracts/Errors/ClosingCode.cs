namespace Attune.Contracts.Errors;

/// <summary>
/// One row of the table of WebSocket closing codes. The number alone tells the reaction: 4000-4099 reconnect and
/// resume at once, 4100-4199 reconnect after back-off, 4200-4299 do not reconnect.
/// </summary>
/// <param name="Number">The closing code on the wire.</param>
/// <param name="Name">Its stable name, sent as the reason text.</param>
/// <param name="Meaning">Why the server closes.</param>
/// <param name="Reaction">What a client does.</param>
public sealed record ClosingCode(int Number, string Name, string Meaning, ClosingReaction Reaction);
