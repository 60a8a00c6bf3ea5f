using System.Buffers.Binary;
using System.Text;

namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>Reads a record whose header has been checked by <see cref="RecordCodec.TryReadHeader"/>.</summary>
internal readonly ref struct RecordView(ReadOnlySpan<byte> record)
{
    private readonly ReadOnlySpan<byte> _record = record;

    public int Length => _record.Length;

    public RecordKind Kind => (RecordKind)_record[11];

    public RecordFlags Flags => (RecordFlags)BinaryPrimitives.ReadUInt16LittleEndian(_record[12..]);

    public long Seq => BinaryPrimitives.ReadInt64LittleEndian(_record[16..]);

    public long Prev => BinaryPrimitives.ReadInt64LittleEndian(_record[24..]);

    public long Ordinal => BinaryPrimitives.ReadInt64LittleEndian(_record[32..]);

    public long At => BinaryPrimitives.ReadInt64LittleEndian(_record[40..]);

    public int HeaderLength => BinaryPrimitives.ReadUInt16LittleEndian(_record[8..]);

    public ReadOnlySpan<byte> Payload => _record[HeaderLength..];

    /// <summary>An erased payload is all zeros, and its hash is still that of the text that stood there.</summary>
    public bool IsRedacted => !Payload.IsEmpty && Payload.IndexOfAnyExcept((byte)0) < 0 && !HasItsHash;

    public bool IsPayloadIntact => HasItsHash || IsRedacted;

    private bool HasItsHash => RecordCodec.Hash(Payload) == BinaryPrimitives.ReadUInt32LittleEndian(_record[48..]);

    public ReadOnlySpan<byte> Field(RecordField field)
    {
        var fields = _record[RecordCodec.FixedLength..HeaderLength];
        while (fields.Length >= 3)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(fields[1..]);
            if (fields.Length < 3 + length)
                break;
            if (fields[0] == (byte)field)
                return fields.Slice(3, length);
            fields = fields[(3 + length)..];
        }

        return default;
    }

    public string? Text(RecordField field)
    {
        var bytes = Field(field);
        return bytes.IsEmpty ? null : Encoding.UTF8.GetString(bytes);
    }

    public long? Number(RecordField field)
    {
        var bytes = Field(field);
        return bytes.Length == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null;
    }
}
