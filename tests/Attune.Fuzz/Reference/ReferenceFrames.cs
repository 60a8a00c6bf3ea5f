using System.Text;
using Attune.Realtime.Transports.WebSockets;

namespace Attune.Fuzz.Reference;

/// <summary>
/// RFC 6455 and 7692 by the letter, over bytes that are all there: what the receiver in use is compared with. Shares no
/// code with it.
/// </summary>
/// <param name="bytes">Everything a client has sent.</param>
/// <param name="maxMessage">Largest message as sent and as inflated.</param>
/// <param name="maxRatio">How far a compressed message may grow; null when compression was not negotiated.</param>
internal sealed class ReferenceFrames(byte[] bytes, int maxMessage, int? maxRatio)
{
    private const int AlwaysAllowed = 16 * 1024;
    private const long MostSkipped = 64L * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly byte[] EndOfText = [0x00, 0x00, 0xFF, 0xFF, 0x01, 0x00, 0x00, 0xFF, 0xFF];

    private readonly List<byte> _message = [];
    private int _at;
    private int _opcode;
    private bool _isCompressed;
    private long _skipped;

    /// <summary>One after the other, up to the first failure or the end.</summary>
    public IEnumerable<Expected> All()
    {
        while (true)
        {
            var next = Next();
            if (next is null)
                continue;
            yield return next;
            if (next.Kind is MessageKind.End or MessageKind.Failed)
                yield break;
        }
    }

    private static Expected Failed(int code) => new(MessageKind.Failed, [], code);

    private static Expected End() => new(MessageKind.End, []);

    private Expected? Next()
    {
        var rest = bytes.Length - _at;
        if (rest < 2)
            return End();
        var (first, second) = (bytes[_at], bytes[_at + 1]);
        var extended = (second & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
        var isMasked = second >= 0x80;
        var header = 2 + extended + (isMasked ? 4 : 0);
        if (rest < header)
            return End();
        var length = extended == 0
            ? (ulong)(second & 0x7F)
            : bytes.Skip(_at + 2).Take(extended).Aggregate(0UL, (sum, one) => (sum << 8) | one);
        var (isFinal, opcode) = (first >= 0x80, first & 0x0F);
        var isControl = opcode >= 8;
        var isLongForm = extended == 0 || length > (extended == 2 ? 125UL : 65535UL);
        if (!isMasked || !isLongForm || length > long.MaxValue || (first & 0x30) != 0 || opcode is (> 2 and < 8) or > 10
            || (isControl && (!isFinal || length > 125)) || !IsCompressionLegal(first, opcode)
            || (!isControl && (opcode == 0) != (_opcode != 0)))
            return Failed(1002);
        var mask = bytes.AsSpan(_at + header - 4, 4).ToArray();
        _at += header;
        return isControl ? Control(opcode, (int)length, mask) : Data(first, (long)length, mask);
    }

    private bool IsCompressionLegal(byte first, int opcode) => (first & 0x40) == 0 || (maxRatio is not null && opcode is 1 or 2);

    private Expected Control(int opcode, int length, byte[] mask)
    {
        if (Take(length, mask) is not { } payload)
            return End();
        return opcode switch
        {
            9 => new Expected(MessageKind.Ping, payload),
            10 => new Expected(MessageKind.Pong, payload),
            _ when length == 0 => new Expected(MessageKind.Close, payload),
            _ when length == 1 || !IsCode((payload[0] << 8) | payload[1]) => Failed(1002),
            _ => IsUtf8(payload.AsSpan(2)) ? new Expected(MessageKind.Close, payload) : Failed(1007),
        };
    }

    private static bool IsCode(int code) => code is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999);

    private Expected? Data(byte first, long length, byte[] mask)
    {
        if (_opcode == 0)
        {
            (_opcode, _isCompressed, _skipped) = (first & 0x0F, (first & 0x40) != 0, 0);
            _message.Clear();
        }

        var isFinal = first >= 0x80;
        if (length > MostSkipped - _message.Count - _skipped)
            return Failed(1009);
        var isSkipped = _skipped > 0 || _message.Count + length > maxMessage;
        if (bytes.Length - _at < length)
            return End();
        var payload = Take((int)length, mask)!;
        if (isSkipped)
            _skipped += Math.Max(1, length);
        else
            _message.AddRange(payload);
        if (!isFinal)
            return null;
        var isText = _opcode == 1;
        _opcode = 0;
        return isSkipped ? new Expected(MessageKind.TooLarge, []) : Whole(isText);
    }

    private Expected Whole(bool isText)
    {
        byte[] payload = [.. _message];
        if (_isCompressed)
        {
            var allowed = (int)Math.Min(maxMessage, Math.Max(AlwaysAllowed, (long)payload.Length * maxRatio!.Value));
            var (inflated, isWhole) = ReferenceInflater.Inflate([.. payload, .. EndOfText], 4 * maxMessage);
            if (inflated.Length > allowed)
                return new Expected(allowed == maxMessage ? MessageKind.TooLarge : MessageKind.Swollen, [], 1002,
                    MayFail: !isWhole);
            if (!isWhole)
                return Failed(1002);
            payload = inflated;
        }

        return !isText ? new Expected(MessageKind.Binary, payload)
            : IsUtf8(payload) ? new Expected(MessageKind.Text, payload)
            : Failed(1007);
    }

    private byte[]? Take(int length, byte[] mask)
    {
        if (bytes.Length - _at < length)
            return null;
        var payload = bytes.AsSpan(_at, length).ToArray();
        for (var i = 0; i < length; i++)
            payload[i] ^= mask[i % 4];
        _at += length;
        return payload;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        try
        {
            Strict.GetCharCount(text);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
