using Microsoft.Win32.SafeHandles;

namespace Attune.Language.Tests.Search.OnDisk;

/// <summary>A disk with little room: a write that does not fit is done in part and then refused, as real ones do.</summary>
internal sealed class SmallDisk
{
    /// <summary>Bytes that can still be written.</summary>
    public int Room { get; set; } = int.MaxValue;

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position)
    {
        var fits = Math.Min(bytes.Length, Room);
        RandomAccess.Write(file, bytes[..fits], position);
        Room -= fits;
        if (fits < bytes.Length)
            throw new IOException("No space left on device");
    }
}
