using Microsoft.Win32.SafeHandles;

namespace Attune.Language.Search.OnDisk;

/// <summary>
/// Finds the records of a file. What a crash or a bad disk left is sorted out: a damaged payload costs one document, a damaged
/// header what lies before the next header, and what no record follows is a torn tail.
/// </summary>
internal sealed class RecordScan
{
    private const int SearchBlock = 1 << 16;

    private readonly BlockReader _reader;
    private readonly long _length;

    private RecordScan(SafeFileHandle file, long length)
    {
        _reader = new BlockReader(file, length);
        _length = length;
    }

    /// <summary>Where each document stands.</summary>
    public Dictionary<string, RecordPlace> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Payloads that no longer count but still hold words.</summary>
    public List<RecordPlace> ToErase { get; } = [];

    /// <summary>End of the last whole record.</summary>
    public long End { get; private set; }

    /// <summary>Records that were damaged.</summary>
    public int Damaged { get; private set; }

    /// <summary>True when bytes lie between the records that belong to none.</summary>
    public bool HasGaps { get; private set; }

    public static RecordScan Of(SafeFileHandle file, long start, long length)
    {
        var scan = new RecordScan(file, length) { End = start };
        scan.Run(start);
        return scan;
    }

    private void Run(long position)
    {
        while (position < _length)
        {
            var header = RecordHeader.Read(_reader.At(position, RecordHeader.Size));
            if (header is { } known && position + RecordHeader.Size + known.Length <= _length)
            {
                if (known.Kind == RecordHeader.Document)
                    Note(known, position);
                position += RecordHeader.Size + known.Length;
                End = position;
            }
            else if (NextHeader(position + 1) is { } next)
            {
                HasGaps = true;
                Damaged++;
                position = next;
            }
            else
            {
                return;
            }
        }
    }

    private void Note(RecordHeader header, long position)
    {
        var payload = _reader.At(position + RecordHeader.Size, header.Length);
        var place = new RecordPlace(position, header.Length, "");
        if (Checksum.Of(payload) != header.PayloadChecksum)
        {
            // A removed document is all zeros; anything else was damaged, and its words must not stay either.
            if (payload.ContainsAnyExcept((byte)0))
            {
                Damaged++;
                ToErase.Add(place);
            }

            return;
        }

        try
        {
            var (id, hash) = DocumentRecordCodec.ReadKey(payload);
            if (Documents.Remove(id, out var earlier))
                ToErase.Add(earlier);
            Documents.Add(id, place with { TextHash = hash });
        }
        catch (InvalidDataException)
        {
            // Whole but senseless: its document is indexed anew.
            Damaged++;
            ToErase.Add(place);
        }
    }

    private long? NextHeader(long position)
    {
        while (position + RecordHeader.Size <= _length)
        {
            var block = _reader.At(position, SearchBlock);
            var at = block.IndexOf(RecordHeader.Mark);
            if (at < 0)
                position += Math.Max(block.Length - RecordHeader.Mark.Length + 1, 1);
            else if (RecordHeader.Read(_reader.At(position + at, RecordHeader.Size)) is not null)
                return position + at;
            else
                position += at + 1;
        }

        return null;
    }
}
