using System.Text;

namespace Attune.Language.Search.OnDisk;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
/// <param name="bytes">The payload of a record.</param>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private const int GroupBits = 7;
    private const int GroupMask = 0x7F;
    private const int MaxShift = 28;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>A number from 0.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public int Number()
    {
        var value = 0u;
        for (var shift = 0; shift <= MaxShift; shift += GroupBits)
        {
            var group = Bytes(1)[0];
            value |= (uint)(group & GroupMask) << shift;
            if (group <= GroupMask)
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException("A number is too large.");
        }

        throw new InvalidDataException("A number has too many bytes.");
    }

    /// <summary>A number of things each of which takes at least one byte of what follows.</summary>
    /// <exception cref="InvalidDataException">There is none, or more than there can be.</exception>
    public int Count()
    {
        var count = Number();
        return count <= _rest.Length ? count : throw new InvalidDataException("A list is longer than its record.");
    }

    /// <exception cref="InvalidDataException">There is none.</exception>
    public string Text() => Encoding.UTF8.GetString(Bytes(Number()));

    /// <summary>Reads a text behind others.</summary>
    /// <param name="into">At least as many characters long as the rest of the record has bytes.</param>
    /// <returns>Characters read.</returns>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public int Text(Span<char> into) => Encoding.UTF8.GetChars(Bytes(Number()), into);

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>All that is left, which stays.</summary>
    public readonly ReadOnlySpan<byte> Rest() => _rest;

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("The record ends early.");
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
