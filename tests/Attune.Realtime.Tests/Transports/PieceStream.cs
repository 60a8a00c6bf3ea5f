using Attune.Realtime.Sessions;

namespace Attune.Realtime.Tests.Transports;

/// <summary>Gives its bytes in pieces of one size, as a network does.</summary>
internal sealed class PieceStream(byte[] bytes, int step) : MemoryStream(bytes), IConnectionReader
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
}
