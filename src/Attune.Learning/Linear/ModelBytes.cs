using System.Buffers.Binary;
using System.Text;

namespace Attune.Learning.Linear;

/// <summary>Reads a model file from front to back and never past its end.</summary>
internal ref struct ModelBytes(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = bytes;

    public readonly int Left => _left.Length;

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_left.Length)
            throw new InvalidDataException("The model file ends too early.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    public int Byte(int min, int max) => Within(Take(1)[0], min, max);

    public int Whole(int min, int max) => Within(BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int))), min, max);

    public float Number()
    {
        var number = BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
        return float.IsFinite(number) ? number : throw new InvalidDataException("The model file holds a number that is none.");
    }

    public string Text(int maxBytes)
    {
        var length = Within(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort))), 0, maxBytes);
        try
        {
            return Strict.GetString(Take(length));
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException("The model file holds text that is not UTF-8.", error);
        }
    }

    /// <summary>A whole number of 32 bits in groups of seven, lowest first.</summary>
    public uint Difference()
    {
        var value = 0ul;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value <= uint.MaxValue ? (uint)value : throw TooLarge();
        }

        throw TooLarge();
    }

    private static InvalidDataException TooLarge() => new("A number of the model file is too large.");

    private static int Within(int value, int min, int max) => value >= min && value <= max
        ? value
        : throw new InvalidDataException($"The model file says {value} where {min} to {max} is possible.");
}
