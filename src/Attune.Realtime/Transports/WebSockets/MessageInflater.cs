using System.Buffers;
using System.IO.Compression;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// Inflates one message of a client (RFC 7692 7.2.2) within bounds. Nothing outlives the call: it runs on the thread that has
/// read the message, so there are never more inflaters than threads, however many connections there are.
/// </summary>
internal static class MessageInflater
{
    /// <summary>Results up to this size are never called a bomb.</summary>
    private const int AlwaysAllowed = 16 * 1024;

    /// <summary>The marker that the sender has cut off, then an empty final block that ends the text for the inflater.</summary>
    private static readonly byte[] s_end = [0x00, 0x00, 0xFF, 0xFF, 0x01, 0x00, 0x00, 0xFF, 0xFF];

    /// <summary>Inflates a message.</summary>
    /// <param name="message">Its payload, unmasked.</param>
    /// <param name="maxBytes">Largest result.</param>
    /// <param name="maxRatio">Largest result as a multiple of the payload.</param>
    /// <param name="inflated">Receives the result; a rented array, to be returned by the caller. Must be empty before.</param>
    /// <returns>
    /// Text when it went well, with the length of the result; TooLarge or Swollen when a bound was met, Failed when the
    /// payload is not a deflated message.
    /// </returns>
    public static (MessageKind Kind, int Length) Inflate(
        ReadOnlySpan<byte> message, int maxBytes, int maxRatio, ref byte[] inflated)
    {
        var allowed = (int)Math.Min(maxBytes, Math.Max(AlwaysAllowed, (long)message.Length * maxRatio));
        var source = ArrayPool<byte>.Shared.Rent(message.Length + s_end.Length);
        message.CopyTo(source);
        s_end.CopyTo(source, message.Length);
        try
        {
            using var stream = new Source(source, message.Length + s_end.Length);
            using var inflater = new DeflateStream(stream, CompressionMode.Decompress);
            var length = 0;
            while (true)
            {
                if (length == inflated.Length)
                    Grow(ref inflated, Math.Max(4 * message.Length, 2 * length));
                var read = inflater.Read(inflated.AsSpan(length));
                if (read == 0)
                    return stream.HasRunDry ? (MessageKind.Failed, 0) : (MessageKind.Text, length);
                length += read;
                if (length > allowed)
                    return (allowed == maxBytes ? MessageKind.TooLarge : MessageKind.Swollen, 0);
            }
        }
        catch (InvalidDataException)
        {
            return (MessageKind.Failed, 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(source);
        }
    }

    private static void Grow(ref byte[] array, int size)
    {
        const int Smallest = 1024;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, size));
        array.CopyTo(larger, 0);
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }

    /// <summary>
    /// Notices that more was asked for than there is: the final block was not reached, so the message was cut off. The
    /// inflater itself hands out what it has and says nothing.
    /// </summary>
    private sealed class Source(byte[] bytes, int length) : MemoryStream(bytes, 0, length, writable: false)
    {
        public bool HasRunDry { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            HasRunDry |= read == 0;
            return read;
        }
    }
}
