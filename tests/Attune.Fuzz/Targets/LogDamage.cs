using System.Buffers;
using System.Buffers.Binary;
using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Fuzz.Targets;

/// <summary>What happens to the files of a log: every six bytes of the input are one misfortune.</summary>
internal sealed class LogDamage
{
    public const int BytesPerStep = 6;
    public const int Kinds = 12;
    private const int MostSteps = 6;

    private readonly SortedDictionary<string, byte[]> _files;

    private readonly bool _isAlone;

    private LogDamage(IReadOnlyDictionary<string, byte[]> files, bool isAlone)
    {
        _files = new SortedDictionary<string, byte[]>(files.ToDictionary(), StringComparer.Ordinal);
        _isAlone = isAlone;
    }

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Only what one crash in the middle of a write does: the newest file ends early, or in half a record.</summary>
    public bool IsTornTailOnly { get; private set; } = true;

    /// <summary>Where the newest file was cut; what was written before is whole.</summary>
    public int TornAt { get; private set; } = int.MaxValue;

    /// <summary>Payloads may be zeros, which is what an erasure looks like.</summary>
    public bool HasZeros { get; private set; }

    public string Newest => _files.Keys.Last(IsLog);

    public string Describe { get; private set; } = "";

    public static LogDamage Of(IReadOnlyDictionary<string, byte[]> files, byte[] input)
    {
        var damage = new LogDamage(files, input.Length < 2 * BytesPerStep);
        for (var at = 0; at + BytesPerStep <= Math.Min(input.Length, MostSteps * BytesPerStep); at += BytesPerStep)
        {
            if (!damage._files.Keys.Any(IsLog))
                break;
            damage.Step(input[at] % Kinds, input[at + 1], BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 2)),
                BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 4)));
            damage.Describe += $"{input[at] % Kinds},";
        }

        return damage;
    }

    private static bool IsLog(string name) => name.EndsWith(".log", StringComparison.Ordinal);

    private void Step(int kind, int file, int a, int b)
    {
        var logs = _files.Keys.Where(IsLog).ToList();
        var name = kind <= 2 ? Newest : logs[file % logs.Count];
        var bytes = _files[name];
        IsTornTailOnly &= kind <= 2 && _isAlone;
        _files[name] = kind switch
        {
            0 => Cut(bytes, a),
            1 => [.. bytes, .. Garbage(b % 300, a)],
            2 => [.. bytes, .. Unfinished(a, _isAlone)],
            3 => Flip(bytes, a, b),
            4 => bytes.Length == 0 ? bytes : bytes[..(a % bytes.Length)],
            5 => Zero(bytes, a, b % 400),
            _ => Records(name, kind, a, b),
        };
        if (kind == 11)
            MoveFiles(name, logs[a % logs.Count], b % 4);
    }

    /// <summary>Ends within the last half, as a write that was interrupted does.</summary>
    private byte[] Cut(byte[] bytes, int a)
    {
        var end = bytes.Length - (a % Math.Max(1, bytes.Length / 2));
        TornAt = Math.Min(TornAt, end);
        return bytes[..end];
    }

    private static byte[] Garbage(int length, int seed) =>
        seed % 3 == 0 ? new byte[length] : [.. Enumerable.Range(1, length).Select(i => (byte)((i * seed) >> 3))];

    /// <summary>
    /// A write that did not come to its end. Alone, its text looks like an event of ours: the crash that leaves it destroys no
    /// header. Where other damage destroys the header before a text, the format cannot tell such a text from a record.
    /// </summary>
    private static byte[] Unfinished(int a, bool isForged)
    {
        var forged = new ArrayBufferWriter<byte>();
        RecordCodec.Write(forged, new RecordDraft
        {
            Kind = RecordKind.Event,
            Topic = "finance"u8.ToArray(),
            Id = "forged",
            Type = "t",
            Seq = 1000 + a,
            Prev = 0,
            Ordinal = 1,
            At = 1,
            Payload = "\"forged\""u8.ToArray(),
        });
        var outer = new ArrayBufferWriter<byte>();
        RecordCodec.Write(outer, new RecordDraft
        {
            Kind = RecordKind.StreamPart,
            Stream = "s9",
            Part = "text",
            Position = 0,
            Payload = [.. "some text "u8, .. isForged ? forged.WrittenSpan : [], .. new byte[40]],
        });
        return outer.WrittenSpan[..^20].ToArray();
    }

    private static byte[] Flip(byte[] bytes, int a, int b)
    {
        byte[] flipped = [.. bytes];
        if (flipped.Length > 0)
            flipped[a % flipped.Length] ^= (byte)(1 << (b % 8));
        return flipped;
    }

    private byte[] Zero(byte[] bytes, int a, int length)
    {
        HasZeros = true;
        byte[] zeroed = [.. bytes];
        var at = bytes.Length == 0 ? 0 : a % bytes.Length;
        zeroed.AsSpan(at, Math.Min(length, bytes.Length - at)).Clear();
        return zeroed;
    }

    /// <summary>Swaps, repeats or takes out whole records, or gives the file another one's header.</summary>
    private byte[] Records(string name, int kind, int a, int b)
    {
        var bytes = _files[name];
        var records = LogRecord.In(name, bytes);
        if (records.Count == 0 || bytes.Length < LogSegment.HeaderLength)
            return bytes;
        var parts = records.Select(record => bytes.AsSpan(record.Start, record.Length).ToArray()).ToList();
        var (i, j) = (a % parts.Count, b % parts.Count);
        var header = bytes[..LogSegment.HeaderLength];
        switch (kind)
        {
            case 6:
                (parts[i], parts[j]) = (parts[j], parts[i]);
                break;
            case 7:
                parts.Insert(j, parts[i]);
                break;
            case 8:
                parts.RemoveAt(i);
                break;
            case 9:
                parts[i][b % parts[i].Length] ^= (byte)(1 << (a % 8));
                break;
            case 10 when _files.Values.Skip(b % _files.Count).First() is { Length: >= LogSegment.HeaderLength } other:
                header = other[..LogSegment.HeaderLength];
                break;
            default:
                break;
        }

        return [.. header, .. parts.SelectMany(part => part), .. bytes.AsSpan(records[^1].End)];
    }

    private void MoveFiles(string one, string other, int how)
    {
        switch (how)
        {
            case 0:
                _files.Remove(one);
                break;
            case 1:
                (_files[one], _files[other]) = (_files[other], _files[one]);
                break;
            case 2:
                _files[$"{one[..^5]}f.log"] = _files[other];
                break;
            default:
                _files[one] = [];
                break;
        }
    }
}
