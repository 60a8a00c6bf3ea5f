using Attune.Realtime.Sessions;

namespace Attune.Fuzz.Targets;

/// <summary>Gives its bytes in pieces of one size, as a network does.</summary>
internal sealed class PieceReader(byte[] bytes, int step) : IConnectionReader
{
    private int _at;

    public ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation)
    {
        var length = Math.Min(Math.Min(step, into.Length), bytes.Length - _at);
        bytes.AsMemory(_at, length).CopyTo(into);
        _at += length;
        return ValueTask.FromResult(length);
    }
}
