using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attune.Learning.Vectors;

/// <summary>
/// Sums over vectors of floats, eight numbers at a time. The order of additions is fixed and no fused operation is used,
/// so every processor gives the same bits.
/// </summary>
public static class VectorMath
{
    /// <summary>Numbers handled at a time.</summary>
    public const int Lanes = 8;

    /// <summary>The dot product: sum of <c>left[i] * right[i]</c>.</summary>
    /// <param name="left">Any length.</param>
    /// <param name="right">The same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        RequireSameLength(left.Length, right.Length);
        var sums = Vector256<float>.Zero;
        var whole = left.Length - (left.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
            sums += Load(left, i) * Load(right, i);
        var four = sums.GetLower() + sums.GetUpper();
        var sum = (four[0] + four[2]) + (four[1] + four[3]);
        for (var i = whole; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Adds a multiple of a vector to another: <c>target[i] += factor * source[i]</c>.</summary>
    /// <param name="factor">The multiple.</param>
    /// <param name="source">Any length.</param>
    /// <param name="target">The same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled(float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        RequireSameLength(source.Length, target.Length);
        var factors = Vector256.Create(factor);
        var whole = source.Length - (source.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
            Store(Load(target, i) + (factors * Load(source, i)), target, i);
        for (var i = whole; i < source.Length; i++)
            target[i] += factor * source[i];
    }

    /// <summary>The same for a source of whole numbers from -128 to 127, as quantised weights are.</summary>
    /// <param name="factor">The multiple.</param>
    /// <param name="source">Any length.</param>
    /// <param name="target">The same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled(float factor, ReadOnlySpan<sbyte> source, Span<float> target)
    {
        RequireSameLength(source.Length, target.Length);
        var factors = Vector256.Create(factor);
        var whole = source.Length - (source.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
        {
            var bytes = Vector64.Create(source.Slice(i, Lanes));
            var words = Vector128.WidenLower(bytes.ToVector128Unsafe());
            var numbers = Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)));
            Store(Load(target, i) + (factors * numbers), target, i);
        }

        for (var i = whole; i < source.Length; i++)
            target[i] += factor * source[i];
    }

    /// <summary>Sets every negative number to 0.</summary>
    /// <param name="values">Any length.</param>
    public static void CutBelowZero(Span<float> values)
    {
        var whole = values.Length - (values.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
            Store(Vector256.Max(Load(values, i), Vector256<float>.Zero), values, i);
        for (var i = whole; i < values.Length; i++)
            values[i] = Math.Max(values[i], 0f);
    }

    /// <summary>Adds a multiple of a vector to another where a third is positive: the derivative of cutting below 0.</summary>
    /// <param name="factor">The multiple.</param>
    /// <param name="source">Any length.</param>
    /// <param name="gate">The same length.</param>
    /// <param name="target">The same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaledWherePositive(
        float factor, ReadOnlySpan<float> source, ReadOnlySpan<float> gate, Span<float> target)
    {
        RequireSameLength(source.Length, target.Length);
        RequireSameLength(gate.Length, target.Length);
        var factors = Vector256.Create(factor);
        var whole = source.Length - (source.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
        {
            var isOpen = Vector256.GreaterThan(Load(gate, i), Vector256<float>.Zero);
            Store(Load(target, i) + (factors * Load(source, i) & isOpen), target, i);
        }

        for (var i = whole; i < source.Length; i++)
            target[i] += gate[i] > 0 ? factor * source[i] : 0f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Load(ReadOnlySpan<float> from, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector256<float> value, Span<float> to, int at) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)at);

    private static void RequireSameLength(int left, int right)
    {
        if (left != right)
            throw new ArgumentException($"The vectors have {left} and {right} numbers.");
    }
}
