using Attune.Realtime.Transports.WebSockets;

namespace Attune.Fuzz.Reference;

/// <summary>What a receiver must make of the next bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">Its unmasked, inflated payload; empty where none is handed on.</param>
/// <param name="Code">The closing code of a failure, 0 for none.</param>
/// <param name="MayFail">Too large and broken at once: either may be noticed first.</param>
internal sealed record Expected(MessageKind Kind, byte[] Payload, int Code = 0, bool MayFail = false);
