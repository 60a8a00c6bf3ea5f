using System.Buffers.Binary;
using System.Text;

namespace Attune.Language.Search.OnDisk;

/// <summary>The beginning of an index file.</summary>
internal static class FileHeader
{
    public const int Size = 32;

    /// <summary>Larger headers of later builds are skipped by their length, up to this.</summary>
    public const int MaxSize = 4096;

    private const int Version = 1;
    private const int VersionAt = 8;
    private const int SizeAt = 12;
    private const int RulesAt = 16;
    private const int ChecksumAt = 28;

    /// <param name="into">At least <see cref="Size"/> bytes.</param>
    /// <param name="kind">What the file holds.</param>
    public static void Write(Span<byte> into, FileKind kind)
    {
        into[..Size].Clear();
        Encoding.ASCII.GetBytes(kind.Magic, into);
        BinaryPrimitives.WriteInt32LittleEndian(into[VersionAt..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(into[SizeAt..], kind.HeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(into[RulesAt..], kind.Rules);
        BinaryPrimitives.WriteUInt32LittleEndian(into[ChecksumAt..], Checksum.Of(into[..ChecksumAt]));
    }

    /// <summary>Reads a header.</summary>
    /// <param name="from">The first bytes of the file.</param>
    /// <param name="kind">What this program would write.</param>
    /// <param name="size">Where the first record begins.</param>
    public static IndexFileFinding Read(ReadOnlySpan<byte> from, FileKind kind, out int size)
    {
        size = Size;
        if (from.Length < Size || !Ascii.Equals(from[..kind.Magic.Length], kind.Magic))
            return IndexFileFinding.Unreadable;
        if (BinaryPrimitives.ReadInt32LittleEndian(from[VersionAt..]) > Version)
            return IndexFileFinding.Newer;
        size = BinaryPrimitives.ReadInt32LittleEndian(from[SizeAt..]);
        if (BinaryPrimitives.ReadInt32LittleEndian(from[VersionAt..]) != Version || size is < Size or > MaxSize
            || BinaryPrimitives.ReadUInt32LittleEndian(from[ChecksumAt..]) != Checksum.Of(from[..ChecksumAt]))
            return IndexFileFinding.Unreadable;
        return BinaryPrimitives.ReadUInt64LittleEndian(from[RulesAt..]) == kind.Rules
            ? IndexFileFinding.Usable
            : IndexFileFinding.OtherRules;
    }
}
