using System.IO.Compression;

namespace RealtimeLoad.Load;

/// <summary>
/// Inflates messages (RFC 7692, no context takeover). Recipients of one event get the same bytes, so the last message is kept:
/// the next one is compared with it, byte for byte, and only inflated when it differs.
/// </summary>
internal sealed class SharedInflater
{
    private static readonly byte[] FlushMarker = [0, 0, 0xff, 0xff];

    private byte[] _deflated = [];
    private byte[] _plain = [];

    public ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> deflated)
    {
        if (!deflated.SequenceEqual(_deflated))
        {
            using var source = new MemoryStream([.. deflated, .. FlushMarker]);
            using var inflater = new DeflateStream(source, CompressionMode.Decompress);
            using var target = new MemoryStream();
            inflater.CopyTo(target);
            _plain = target.ToArray();
            _deflated = deflated.ToArray();
        }

        return _plain;
    }
}
