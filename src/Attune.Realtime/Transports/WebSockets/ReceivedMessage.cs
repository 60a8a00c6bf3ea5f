using Attune.Contracts.Errors;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>One message or control frame.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">Its unmasked payload; valid until the next receive.</param>
/// <param name="Code">Why the connection must be closed; only for <see cref="MessageKind.Failed"/>.</param>
internal readonly record struct ReceivedMessage(
    MessageKind Kind, ReadOnlyMemory<byte> Payload = default, ClosingCode? Code = null);
