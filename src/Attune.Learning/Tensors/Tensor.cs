using System.Runtime.InteropServices;

namespace Attune.Learning.Tensors;

/// <summary>Numbers with a name and a shape.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Kind">What the numbers are.</param>
/// <param name="Shape">Their sizes, the last one varying fastest; none for a single number.</param>
/// <param name="Bytes">The numbers, little-endian.</param>
public sealed record Tensor(string Name, TensorKind Kind, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes of one number.</summary>
    /// <param name="kind">What it is.</param>
    public static int SizeOf(TensorKind kind) => kind switch
    {
        TensorKind.I8 or TensorKind.U8 => sizeof(byte),
        TensorKind.F16 => sizeof(ushort),
        TensorKind.I64 or TensorKind.F64 => sizeof(ulong),
        _ => sizeof(uint),
    };

    /// <summary>A tensor of floats.</summary>
    public static Tensor OfSingles(string name, ReadOnlySpan<float> values, params int[] shape) =>
        new(name, TensorKind.F32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A tensor of floats rounded to 16 bits each.</summary>
    public static Tensor OfHalves(string name, ReadOnlySpan<float> values, params int[] shape)
    {
        var halves = new Half[values.Length];
        for (var i = 0; i < halves.Length; i++)
            halves[i] = (Half)values[i];
        return new Tensor(name, TensorKind.F16, shape, MemoryMarshal.AsBytes(halves.AsSpan()).ToArray());
    }

    /// <summary>A tensor of whole numbers without a sign.</summary>
    public static Tensor OfWholes(string name, ReadOnlySpan<uint> values, params int[] shape) =>
        new(name, TensorKind.U32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A tensor of small whole numbers.</summary>
    public static Tensor OfBytes(string name, ReadOnlySpan<sbyte> values, params int[] shape) =>
        new(name, TensorKind.I8, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The numbers of a tensor of floats of 16 or 32 bits.</summary>
    /// <param name="shape">The shape that is expected.</param>
    /// <exception cref="InvalidDataException">It is of another kind or shape, or holds a number that is none.</exception>
    public float[] Floats(params ReadOnlySpan<int> shape)
    {
        Require(shape, TensorKind.F32, TensorKind.F16);
        var values = Kind == TensorKind.F32
            ? MemoryMarshal.Cast<byte, float>(Bytes.Span).ToArray()
            : Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(Bytes.Span).ToArray(), half => (float)half);
        return Array.TrueForAll(values, float.IsFinite)
            ? values
            : throw new InvalidDataException($"The tensor '{Name}' holds a number that is none.");
    }

    /// <summary>The numbers of a tensor of whole numbers of 32 bits.</summary>
    /// <param name="shape">The shape that is expected.</param>
    /// <exception cref="InvalidDataException">It is of another kind or shape.</exception>
    public uint[] Wholes(params ReadOnlySpan<int> shape)
    {
        Require(shape, TensorKind.U32, TensorKind.U32);
        return MemoryMarshal.Cast<byte, uint>(Bytes.Span).ToArray();
    }

    /// <summary>The numbers of a tensor of small whole numbers.</summary>
    /// <param name="shape">The shape that is expected.</param>
    /// <exception cref="InvalidDataException">It is of another kind or shape.</exception>
    public ReadOnlySpan<sbyte> SmallWholes(params ReadOnlySpan<int> shape)
    {
        Require(shape, TensorKind.I8, TensorKind.I8);
        return MemoryMarshal.Cast<byte, sbyte>(Bytes.Span);
    }

    private void Require(ReadOnlySpan<int> shape, TensorKind kind, TensorKind other)
    {
        if ((Kind != kind && Kind != other) || !shape.SequenceEqual([.. Shape]))
        {
            throw new InvalidDataException($"The tensor '{Name}' is {Kind} [{string.Join(", ", Shape)}] "
                + $"where {kind} [{string.Join(", ", shape.ToArray())}] is expected.");
        }
    }
}
