using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Attune.Contracts.Errors;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// Reads a client's frames (RFC 6455). Between messages it holds no buffer. Messages above the
/// limit are skipped without being kept.
/// </summary>
/// <param name="source">What the client sends.</param>
/// <param name="maxMessage">Largest message in bytes, as sent and as inflated.</param>
/// <param name="maxRatio">How far a compressed message may grow; null when compression was not negotiated.</param>
internal sealed class WebSocketReceiver(IConnectionReader source, int maxMessage, int? maxRatio = null) : IDisposable
{
    private const int ReadSize = 4096;
    private const int MaxHeader = 14;

    /// <summary>Beyond this a message is not even skipped.</summary>
    private const long MaxSkipped = 64L * 1024 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private byte[] _message = [];
    private int _messageLength;
    private long _skipped;
    private bool _isOpen;
    private bool _isText;
    private bool _isCompressed;
    private byte[] _inflated = [];

    /// <summary>Gives the buffers back when nothing of a message has come yet.</summary>
    /// <returns>True when the next bytes may be waited for without a buffer.</returns>
    public bool TryRest()
    {
        if (_start != _end || _isOpen)
            return false;
        _start = _end = 0;
        Return(ref _message);
        Return(ref _inflated);
        Return(ref _buffer);
        return true;
    }

    /// <summary>Waits for the next message or control frame.</summary>
    public async ValueTask<ReceivedMessage> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (FrameHeader.Read(_buffer.AsSpan(_start, _end - _start)) is not { } header)
            {
                if (!await FillAsync(MaxHeader, cancellation))
                    return new ReceivedMessage(MessageKind.End);
                continue;
            }

            if (!header.IsValid || IsOutOfOrder(header) || IsWronglyCompressed(header))
                return new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.ProtocolError);
            _start += header.HeaderLength;
            var received = header.IsControl
                ? await ReadControlAsync(header, cancellation)
                : await ReadDataAsync(header, cancellation);
            if (received is { } message)
                return message;
        }
    }

    public void Dispose()
    {
        Return(ref _buffer);
        Return(ref _message);
        Return(ref _inflated);
    }

    /// <summary>RFC 7692 6: the bit stands on the first frame of a message, and only when compression was negotiated.</summary>
    private bool IsWronglyCompressed(in FrameHeader header) => header.IsCompressed
        && (maxRatio is null || header.IsControl || header.Opcode == FrameHeader.Continuation);

    private bool IsOutOfOrder(in FrameHeader header) =>
        !header.IsControl && (header.Opcode == FrameHeader.Continuation) != _isOpen;

    private async ValueTask<ReceivedMessage?> ReadControlAsync(FrameHeader header, CancellationToken cancellation)
    {
        while (_end - _start < header.Length)
        {
            if (!await FillAsync((int)header.Length, cancellation))
                return new ReceivedMessage(MessageKind.End);
        }

        var payload = _buffer.AsMemory(_start, (int)header.Length);
        Unmask(payload.Span, header.Mask, 0);
        _start += payload.Length;
        return header.Opcode switch
        {
            FrameHeader.PingOpcode => new ReceivedMessage(MessageKind.Ping, payload),
            FrameHeader.PongOpcode => new ReceivedMessage(MessageKind.Pong, payload),
            _ => ReadClose(payload),
        };
    }

    /// <summary>RFC 6455 5.5.1 and 7.4: no payload, or a legal code and a reason in UTF-8.</summary>
    private static ReceivedMessage ReadClose(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return new ReceivedMessage(MessageKind.Close);
        if (payload.Length == 1)
            return new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.ProtocolError);
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload.Span);
        var isLegal = code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
        if (!isLegal)
            return new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.ProtocolError);
        return Utf8.IsValid(payload.Span[2..])
            ? new ReceivedMessage(MessageKind.Close, payload)
            : new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.InvalidUtf8);
    }

    private async ValueTask<ReceivedMessage?> ReadDataAsync(FrameHeader header, CancellationToken cancellation)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _isText = header.Opcode == FrameHeader.TextOpcode;
            _isCompressed = header.IsCompressed;
            _messageLength = 0;
            _skipped = 0;
        }

        if (header.Length > MaxSkipped - _messageLength - _skipped)
            return new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.MessageTooBig);
        if (_messageLength + header.Length > maxMessage || _skipped > 0)
            return await SkipAsync(header, cancellation);
        // The common case: the whole message stands in the buffer and is unmasked in place.
        if (header.IsFinal && _messageLength == 0 && _end - _start >= header.Length)
        {
            var whole = _buffer.AsMemory(_start, (int)header.Length);
            Unmask(whole.Span, header.Mask, 0);
            _start += whole.Length;
            return Complete(whole);
        }

        return await CollectAsync(header, cancellation);
    }

    private async ValueTask<ReceivedMessage?> CollectAsync(FrameHeader header, CancellationToken cancellation)
    {
        Grow(ref _message, _messageLength, _messageLength + (int)header.Length);
        var taken = 0;
        while (taken < header.Length)
        {
            if (_start == _end && !await FillAsync(1, cancellation))
                return new ReceivedMessage(MessageKind.End);
            var piece = _buffer.AsSpan(_start, (int)Math.Min(_end - _start, header.Length - taken));
            Unmask(piece, header.Mask, taken);
            piece.CopyTo(_message.AsSpan(_messageLength + taken));
            taken += piece.Length;
            _start += piece.Length;
        }

        _messageLength += taken;
        return header.IsFinal ? Complete(_message.AsMemory(0, _messageLength)) : null;
    }

    private async ValueTask<ReceivedMessage?> SkipAsync(FrameHeader header, CancellationToken cancellation)
    {
        for (var left = header.Length; left > 0;)
        {
            if (_start == _end && !await FillAsync(1, cancellation))
                return new ReceivedMessage(MessageKind.End);
            var piece = (int)Math.Min(_end - _start, left);
            _start += piece;
            left -= piece;
        }

        _skipped += Math.Max(1, header.Length);
        if (!header.IsFinal)
            return null;
        _isOpen = false;
        return new ReceivedMessage(MessageKind.TooLarge);
    }

    private ReceivedMessage Complete(ReadOnlyMemory<byte> payload)
    {
        _isOpen = false;
        if (_isCompressed)
        {
            Return(ref _inflated);
            var (kind, length) = MessageInflater.Inflate(payload.Span, maxMessage, maxRatio!.Value, ref _inflated);
            if (kind != MessageKind.Text)
                return new ReceivedMessage(kind, default, kind == MessageKind.Failed ? ClosingCodes.ProtocolError : null);
            payload = _inflated.AsMemory(0, length);
        }

        if (!_isText)
            return new ReceivedMessage(MessageKind.Binary, payload);
        return Utf8.IsValid(payload.Span)
            ? new ReceivedMessage(MessageKind.Text, payload)
            : new ReceivedMessage(MessageKind.Failed, default, ClosingCodes.InvalidUtf8);
    }

    /// <summary>Reads more bytes.</summary>
    /// <param name="room">Bytes that must fit behind those that are there.</param>
    /// <param name="cancellation">Ends with the connection.</param>
    /// <returns>False when the stream has ended.</returns>
    private async ValueTask<bool> FillAsync(int room, CancellationToken cancellation)
    {
        if (_start == _end)
            _start = _end = 0;
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        if (_buffer.Length - _start < room + (_end - _start) || _end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read;
        return read > 0;
    }

    private static void Grow(ref byte[] array, int used, int needed)
    {
        if (array.Length >= needed)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(needed);
        array.AsSpan(0, used).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    private static void Return(ref byte[] array)
    {
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = [];
    }

    /// <summary>RFC 6455 5.3, eight bytes at a time.</summary>
    private static void Unmask(Span<byte> payload, uint mask, int offset)
    {
        mask = System.Numerics.BitOperations.RotateRight(mask, 8 * (offset & 3));
        var wide = mask | ((ulong)mask << 32);
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        for (var i = 0; i < words.Length; i++)
            words[i] ^= wide;
        for (var i = words.Length * 8; i < payload.Length; i++)
            payload[i] ^= (byte)(mask >> (8 * (i & 3)));
    }
}
