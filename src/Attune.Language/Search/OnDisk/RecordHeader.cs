using System.Buffers.Binary;

namespace Attune.Language.Search.OnDisk;

/// <summary>
/// What stands before each record. It has a checksum of its own, so that a payload can be overwritten and the next record
/// is still found.
/// </summary>
/// <param name="Kind">What the record is; unknown kinds are skipped by their length.</param>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="PayloadChecksum">Checksum of the payload as it was written; one that was overwritten no longer fits.</param>
internal readonly record struct RecordHeader(ushort Kind, int Length, uint PayloadChecksum)
{
    public const int Size = 20;

    /// <summary>A document. The only kind so far.</summary>
    public const ushort Document = 1;

    private const int KindAt = 4;
    private const int LengthAt = 8;
    private const int PayloadChecksumAt = 12;
    private const int ChecksumAt = 16;

    /// <summary>Every record begins with it; no UTF-8 text contains its bytes.</summary>
    public static ReadOnlySpan<byte> Mark => [0xFF, (byte)'R', (byte)'E', 0xFE];

    public void Write(Span<byte> into)
    {
        Mark.CopyTo(into);
        BinaryPrimitives.WriteUInt16LittleEndian(into[KindAt..], Kind);
        // Two bytes kept for flags of later versions.
        BinaryPrimitives.WriteUInt16LittleEndian(into[(KindAt + sizeof(ushort))..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(into[LengthAt..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(into[PayloadChecksumAt..], PayloadChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(into[ChecksumAt..], Checksum.Of(into[..ChecksumAt]));
    }

    /// <returns>Null when no undamaged header stands here.</returns>
    public static RecordHeader? Read(ReadOnlySpan<byte> from)
    {
        if (from.Length < Size || !from.StartsWith(Mark)
            || BinaryPrimitives.ReadUInt32LittleEndian(from[ChecksumAt..]) != Checksum.Of(from[..ChecksumAt]))
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(from[LengthAt..]);
        return length < 0 ? null : new RecordHeader(BinaryPrimitives.ReadUInt16LittleEndian(from[KindAt..]), length,
            BinaryPrimitives.ReadUInt32LittleEndian(from[PayloadChecksumAt..]));
    }
}
