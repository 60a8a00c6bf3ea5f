using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Language.Search.OnDisk;

/// <summary>What a file of records holds.</summary>
/// <param name="Magic">The eight ASCII characters that it begins with.</param>
/// <param name="Rules">A number of what its records were made by: a file with another one is of no use and emptied.</param>
/// <param name="Note">What people who look into the file should know; stands behind the header, at most 1,000 bytes.</param>
internal sealed record FileKind(string Magic, ulong Rules, string Note)
{
    private const int LongestNote = 1_000;

    /// <summary>The terms of documents, by the rules of this program.</summary>
    public static FileKind Documents { get; } = new("ATTUNEIX", AnalysisRules.Current, "");

    /// <summary>Vectors of a model: those of another one mean nothing beside them.</summary>
    /// <param name="model">The model, and all that changes what it makes of a text.</param>
    public static FileKind Vectors(string model)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(model));
        return new FileKind("ATTUNEVE", BinaryPrimitives.ReadUInt64LittleEndian(hash), model);
    }

    /// <summary>Bytes of the header with the note.</summary>
    public int HeaderSize => FileHeader.Size + Math.Min(Encoding.UTF8.GetByteCount(Note), LongestNote);

    /// <summary>The whole header of such a file.</summary>
    public byte[] Header()
    {
        var header = new byte[HeaderSize];
        Encoding.UTF8.GetBytes(Note).AsSpan(0, header.Length - FileHeader.Size).CopyTo(header.AsSpan(FileHeader.Size));
        FileHeader.Write(header, this);
        return header;
    }
}
