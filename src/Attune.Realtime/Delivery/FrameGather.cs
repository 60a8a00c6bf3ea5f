using System.Buffers;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Collects all that is due for one connection into one write. A single frame is not copied: the shared array itself is
/// written.
/// </summary>
internal sealed class FrameGather
{
    private const int Budget = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Budget);
    private byte[]? _single;
    private int _used;

    public int Frames { get; private set; }

    public bool IsEmpty => Frames == 0;

    /// <summary>What has been collected.</summary>
    public ReadOnlyMemory<byte> Content => _single ?? _buffer.AsMemory(0, _used);

    public void Clear()
    {
        _single = null;
        _used = 0;
        Frames = 0;
    }

    /// <summary>Adds a frame.</summary>
    /// <returns>False when it must wait for the next write.</returns>
    public bool TryAdd(byte[] frame)
    {
        if (Frames == 0)
        {
            _single = frame;
            Frames = 1;
            return true;
        }

        var taken = _single?.Length ?? _used;
        if (taken + frame.Length > Budget)
            return false;
        if (_single is not null)
        {
            _single.CopyTo(_buffer, 0);
            _used = _single.Length;
            _single = null;
        }

        frame.CopyTo(_buffer, _used);
        _used += frame.Length;
        Frames++;
        return true;
    }

    /// <summary>Leaves the collected bytes to a write that is under way and goes on with other space.</summary>
    public byte[]? Detach()
    {
        if (_single is not null)
            return null;
        var detached = _buffer;
        _buffer = ArrayPool<byte>.Shared.Rent(Budget);
        return detached;
    }
}
