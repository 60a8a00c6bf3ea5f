namespace Attune.Learning.Linear;

/// <summary>
/// Examples as sparse rows, one after the other: the columns of example i and their values stand from <c>Starts[i]</c> to
/// below <c>Starts[i + 1]</c>.
/// </summary>
/// <param name="Starts">One more than there are examples.</param>
/// <param name="Columns">Numbers of features, from 0.</param>
/// <param name="Values">As many values.</param>
/// <param name="Labels">For each example a bit for each output that should say yes.</param>
internal sealed record ExampleSet(int[] Starts, int[] Columns, float[] Values, ulong[] Labels)
{
    public int Count => Labels.Length;

    public ReadOnlySpan<int> ColumnsOf(int example) => Columns.AsSpan(Starts[example]..Starts[example + 1]);

    public ReadOnlySpan<float> ValuesOf(int example) => Values.AsSpan(Starts[example]..Starts[example + 1]);
}
