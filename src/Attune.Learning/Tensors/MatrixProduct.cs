using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attune.Learning.Tensors;

/// <summary>
/// Adds the product of two matrices to a third. The right one is copied into panels that fit the first cache, and four rows
/// at a time run over a panel (K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008).
/// Every element is one chain of fused multiplications and additions in the order of the inner dimension, so that neither
/// the width of the processor's vectors nor the number of threads changes a bit. Not thread-safe; reuse it.
/// </summary>
public sealed class MatrixProduct
{
    private const int PanelColumns = 32;
    private const int PanelDepth = 192;
    private const int RowsAtOnce = 4;
    private const int RowsPerTask = 256;
    private const long WorthSharing = 4_000_000;

    private readonly int _threads;
    private float[] _panels = [];

    /// <param name="threads">From 1; never more are used than there are processors.</param>
    public MatrixProduct(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = Math.Min(threads, Environment.ProcessorCount);
    }

    /// <summary>target += left · right.</summary>
    /// <param name="left">m rows, k columns, in any strides.</param>
    /// <param name="right">k rows, n columns, in any strides.</param>
    /// <param name="target">m rows, n columns; columns next to each other, rows that do not overlap.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or the target is not such.</exception>
    public void AddTo(MatrixView left, MatrixView right, MatrixView target)
    {
        if (left.Columns != right.Rows || left.Rows != target.Rows || right.Columns != target.Columns)
        {
            throw new ArgumentException($"{left.Rows} x {left.Columns} times {right.Rows} x {right.Columns} "
                + $"is not {target.Rows} x {target.Columns}.", nameof(right));
        }

        if (target.ColumnStride != 1 || (target.Rows > 1 && target.RowStride < target.Columns))
            throw new ArgumentException("The rows of the target overlap or have gaps.", nameof(target));
        var panels = (right.Columns + PanelColumns - 1) / PanelColumns;
        if (_panels.Length < panels * PanelColumns * PanelDepth)
            _panels = new float[panels * PanelColumns * PanelDepth];
        for (var from = 0; from < right.Rows; from += PanelDepth)
        {
            var depth = Math.Min(PanelDepth, right.Rows - from);
            Pack(right, from, depth);
            if (_threads == 1 || (long)left.Rows * right.Columns * depth < WorthSharing)
                AddRows(left, target, from, depth, 0, left.Rows);
            else
                AddShared(left, target, from, depth);
        }
    }

    private void AddShared(MatrixView left, MatrixView target, int from, int depth)
    {
        var tasks = (left.Rows + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = _threads }, task =>
            AddRows(left, target, from, depth, task * RowsPerTask, Math.Min((task + 1) * RowsPerTask, left.Rows)));
    }

    /// <summary>Copies a strip of rows: panel after panel, in each row after row, the last panel filled up with zeros.</summary>
    private void Pack(MatrixView right, int from, int depth)
    {
        var at = 0;
        for (var column = 0; column < right.Columns; column += PanelColumns)
        {
            var width = Math.Min(PanelColumns, right.Columns - column);
            for (var row = from; row < from + depth; row++)
            {
                var packed = _panels.AsSpan(at, PanelColumns);
                at += PanelColumns;
                var index = right.IndexOf(row, column);
                if (right.ColumnStride == 1)
                {
                    right.Values.AsSpan(index, width).CopyTo(packed);
                }
                else
                {
                    for (var i = 0; i < width; i++)
                        packed[i] = right.Values[index + (i * right.ColumnStride)];
                }

                packed[width..].Clear();
            }
        }
    }

    private void AddRows(MatrixView left, MatrixView target, int from, int depth, int firstRow, int endRow)
    {
        Span<float> tile = stackalloc float[RowsAtOnce * PanelColumns];
        for (int column = 0, at = 0; column < target.Columns; column += PanelColumns, at += depth * PanelColumns)
        {
            var width = Math.Min(PanelColumns, target.Columns - column);
            var panel = _panels.AsSpan(at, depth * PanelColumns);
            for (var row = firstRow; row < endRow; row += RowsAtOnce)
            {
                var rows = Math.Min(RowsAtOnce, endRow - row);
                var isWhole = width == PanelColumns;
                var stride = isWhole ? target.RowStride : PanelColumns;
                var sums = isWhole ? target.Values.AsSpan(target.IndexOf(row, column)) : tile;
                if (!isWhole)
                    Copy(target, row, rows, column, width, tile, isBack: false);
                if (rows == RowsAtOnce)
                    AddFourRows(left, row, from, panel, sums, stride);
                else
                    AddSingleRows(left, row, rows, from, panel, sums, stride);
                if (!isWhole)
                    Copy(target, row, rows, column, width, tile, isBack: true);
            }
        }
    }

    private static void Copy(
        MatrixView target, int row, int rows, int column, int width, Span<float> tile, bool isBack)
    {
        for (var i = 0; i < rows; i++)
        {
            var inTarget = target.Values.AsSpan(target.IndexOf(row + i, column), width);
            var inTile = tile.Slice(i * PanelColumns, width);
            if (isBack)
                inTile.CopyTo(inTarget);
            else
                inTarget.CopyTo(inTile);
        }
    }

    private static void AddFourRows(
        MatrixView left, int row, int from, ReadOnlySpan<float> panel, Span<float> sums, int stride)
    {
        ref var factors = ref left.Values[left.IndexOf(row, from)];
        if (Vector512.IsHardwareAccelerated)
        {
            AddFourRows512(ref factors, left.RowStride, left.ColumnStride, panel, ref sums[0], stride);
            return;
        }

        AddTwoRows256(ref factors, left.RowStride, left.ColumnStride, panel, ref sums[0], stride);
        AddTwoRows256(ref Unsafe.Add(ref factors, 2 * left.RowStride), left.RowStride, left.ColumnStride, panel,
            ref sums[2 * stride], stride);
    }

    private static void AddFourRows512(
        ref float factors, nint rowStride, nint step, ReadOnlySpan<float> panel, ref float sums, nint stride)
    {
        const int Half = PanelColumns / 2;
        ref var second = ref Unsafe.Add(ref sums, stride);
        ref var third = ref Unsafe.Add(ref sums, 2 * stride);
        ref var fourth = ref Unsafe.Add(ref sums, 3 * stride);
        var (s00, s01) = (Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref sums, Half));
        var (s10, s11) = (Vector512.LoadUnsafe(ref second), Vector512.LoadUnsafe(ref second, Half));
        var (s20, s21) = (Vector512.LoadUnsafe(ref third), Vector512.LoadUnsafe(ref third, Half));
        var (s30, s31) = (Vector512.LoadUnsafe(ref fourth), Vector512.LoadUnsafe(ref fourth, Half));
        ref var right = ref MemoryMarshal.GetReference(panel);
        ref var end = ref Unsafe.Add(ref right, panel.Length);
        for (; Unsafe.IsAddressLessThan(ref right, ref end); right = ref Unsafe.Add(ref right, PanelColumns))
        {
            var (left, rest) = (Vector512.LoadUnsafe(ref right), Vector512.LoadUnsafe(ref right, Half));
            var factor = Vector512.Create(factors);
            s00 = Vector512.FusedMultiplyAdd(factor, left, s00);
            s01 = Vector512.FusedMultiplyAdd(factor, rest, s01);
            factor = Vector512.Create(Unsafe.Add(ref factors, rowStride));
            s10 = Vector512.FusedMultiplyAdd(factor, left, s10);
            s11 = Vector512.FusedMultiplyAdd(factor, rest, s11);
            factor = Vector512.Create(Unsafe.Add(ref factors, 2 * rowStride));
            s20 = Vector512.FusedMultiplyAdd(factor, left, s20);
            s21 = Vector512.FusedMultiplyAdd(factor, rest, s21);
            factor = Vector512.Create(Unsafe.Add(ref factors, 3 * rowStride));
            s30 = Vector512.FusedMultiplyAdd(factor, left, s30);
            s31 = Vector512.FusedMultiplyAdd(factor, rest, s31);
            factors = ref Unsafe.Add(ref factors, step);
        }

        Store(s00, s01, ref sums);
        Store(s10, s11, ref second);
        Store(s20, s21, ref third);
        Store(s30, s31, ref fourth);
    }

    private static void AddTwoRows256(
        ref float factors, nint rowStride, nint step, ReadOnlySpan<float> panel, ref float sums, nint stride)
    {
        const int Quarter = PanelColumns / 4;
        ref var second = ref Unsafe.Add(ref sums, stride);
        var (s00, s01) = (Vector256.LoadUnsafe(ref sums), Vector256.LoadUnsafe(ref sums, Quarter));
        var (s02, s03) = (Vector256.LoadUnsafe(ref sums, 2 * Quarter), Vector256.LoadUnsafe(ref sums, 3 * Quarter));
        var (s10, s11) = (Vector256.LoadUnsafe(ref second), Vector256.LoadUnsafe(ref second, Quarter));
        var (s12, s13) = (Vector256.LoadUnsafe(ref second, 2 * Quarter), Vector256.LoadUnsafe(ref second, 3 * Quarter));
        ref var right = ref MemoryMarshal.GetReference(panel);
        ref var end = ref Unsafe.Add(ref right, panel.Length);
        for (; Unsafe.IsAddressLessThan(ref right, ref end); right = ref Unsafe.Add(ref right, PanelColumns))
        {
            var (factor, other) = (Vector256.Create(factors), Vector256.Create(Unsafe.Add(ref factors, rowStride)));
            var part = Vector256.LoadUnsafe(ref right);
            s00 = Vector256.FusedMultiplyAdd(factor, part, s00);
            s10 = Vector256.FusedMultiplyAdd(other, part, s10);
            part = Vector256.LoadUnsafe(ref right, Quarter);
            s01 = Vector256.FusedMultiplyAdd(factor, part, s01);
            s11 = Vector256.FusedMultiplyAdd(other, part, s11);
            part = Vector256.LoadUnsafe(ref right, 2 * Quarter);
            s02 = Vector256.FusedMultiplyAdd(factor, part, s02);
            s12 = Vector256.FusedMultiplyAdd(other, part, s12);
            part = Vector256.LoadUnsafe(ref right, 3 * Quarter);
            s03 = Vector256.FusedMultiplyAdd(factor, part, s03);
            s13 = Vector256.FusedMultiplyAdd(other, part, s13);
            factors = ref Unsafe.Add(ref factors, step);
        }

        Store(s00, s01, ref sums);
        Store(s02, s03, ref Unsafe.Add(ref sums, 2 * Quarter));
        Store(s10, s11, ref second);
        Store(s12, s13, ref Unsafe.Add(ref second, 2 * Quarter));
    }

    /// <summary>The last one to three rows; the width of <see cref="Vector{T}"/> divides a panel on every processor.</summary>
    private static void AddSingleRows(
        MatrixView left, int row, int rows, int from, ReadOnlySpan<float> panel, Span<float> sums, int stride)
    {
        for (var i = 0; i < rows; i++)
        {
            var target = MemoryMarshal.Cast<float, Vector<float>>(sums.Slice(i * stride, PanelColumns));
            for (int k = 0, at = left.IndexOf(row + i, from); k * PanelColumns < panel.Length; k++, at += left.ColumnStride)
            {
                var factor = new Vector<float>(left.Values[at]);
                var right = MemoryMarshal.Cast<float, Vector<float>>(panel.Slice(k * PanelColumns, PanelColumns));
                for (var j = 0; j < target.Length; j++)
                    target[j] = Vector.FusedMultiplyAdd(factor, right[j], target[j]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> left, Vector512<float> right, ref float to)
    {
        left.StoreUnsafe(ref to);
        right.StoreUnsafe(ref to, PanelColumns / 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> left, Vector256<float> right, ref float to)
    {
        left.StoreUnsafe(ref to);
        right.StoreUnsafe(ref to, PanelColumns / 4);
    }
}
