using Microsoft.Win32.SafeHandles;

namespace Attune.Language.Search.OnDisk;

/// <summary>Reads a file from front to back in large blocks.</summary>
internal sealed class BlockReader(SafeFileHandle file, long length)
{
    private const int BlockSize = 1 << 20;

    private byte[] _block = new byte[BlockSize];
    private long _start;
    private int _filled;

    /// <summary>The bytes from a position on, valid until the next call; fewer only at the end of the file.</summary>
    public ReadOnlySpan<byte> At(long position, int count)
    {
        count = (int)Math.Min(count, length - position);
        if (position < _start || position + count > _start + _filled)
            Fill(position, count);
        return _block.AsSpan((int)(position - _start), count);
    }

    private void Fill(long position, int count)
    {
        if (_block.Length < count)
            _block = new byte[count];
        _start = position;
        _filled = 0;
        var wanted = (int)Math.Min(_block.Length, length - position);
        while (_filled < wanted)
        {
            var read = RandomAccess.Read(file, _block.AsSpan(_filled, wanted - _filled), position + _filled);
            if (read == 0)
                throw new IOException("The index file is shorter than it was a moment ago.");
            _filled += read;
        }
    }
}
