namespace Attune.Learning.Tensors;

/// <summary>
/// A matrix inside an array: element (row, column) stands at <c>Start + row * RowStride + column * ColumnStride</c>. Rows may
/// overlap when the matrix is only read, as those of windows that slide over a text do.
/// </summary>
public readonly struct MatrixView
{
    /// <param name="values">The array.</param>
    /// <param name="start">Index of its first element.</param>
    /// <param name="rows">From 0.</param>
    /// <param name="columns">From 0.</param>
    /// <param name="rowStride">From one row to the next, from 0.</param>
    /// <param name="columnStride">From one column to the next, from 1.</param>
    /// <exception cref="ArgumentException">It reaches outside the array.</exception>
    public MatrixView(float[] values, int start, int rows, int columns, int rowStride, int columnStride = 1)
    {
        if (start < 0 || rows < 0 || columns < 0 || rowStride < 0 || columnStride < 1
            || (rows > 0 && columns > 0
                && start + ((rows - 1L) * rowStride) + ((columns - 1L) * columnStride) >= values.Length))
        {
            throw new ArgumentException(
                $"{rows} x {columns} numbers from {start} on do not lie in {values.Length}.", nameof(values));
        }

        (Values, Start, Rows, Columns, RowStride, ColumnStride) = (values, start, rows, columns, rowStride, columnStride);
    }

    /// <summary>A whole array, row after row.</summary>
    /// <param name="values">As many numbers as the matrix has, or more.</param>
    /// <param name="rows">From 0.</param>
    /// <param name="columns">From 0.</param>
    /// <exception cref="ArgumentException">The array is too short.</exception>
    public MatrixView(float[] values, int rows, int columns)
        : this(values, 0, rows, columns, columns)
    {
    }

    /// <summary>The array.</summary>
    public float[] Values { get; }

    /// <summary>Index of the first element.</summary>
    public int Start { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>From one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>From one column to the next.</summary>
    public int ColumnStride { get; }

    /// <summary>The same numbers with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Values, Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Index of an element in the array; not checked.</summary>
    internal int IndexOf(int row, int column) => Start + (row * RowStride) + (column * ColumnStride);
}
