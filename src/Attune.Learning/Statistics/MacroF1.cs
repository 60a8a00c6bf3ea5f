using System.Numerics;

namespace Attune.Learning.Statistics;

/// <summary>
/// The mean over labels of F1 = 2 TP / (2 TP + FP + FN); a label that neither occurs nor is predicted counts as 0, as in
/// the published figures. Sets of labels are bits.
/// </summary>
public static class MacroF1
{
    private const int MaxLabels = 64;

    /// <summary>The figure, from 0 to 1.</summary>
    /// <param name="predicted">What was said, per example.</param>
    /// <param name="gold">What is right, per example.</param>
    /// <param name="examples">Numbers of the examples that count, possibly several times.</param>
    /// <param name="first">The first label that counts.</param>
    /// <param name="labels">How many count, from 1.</param>
    public static double Of(
        ReadOnlySpan<ulong> predicted, ReadOnlySpan<ulong> gold, IReadOnlyList<int> examples, int first, int labels)
    {
        Span<int> hits = stackalloc int[MaxLabels];
        Span<int> said = stackalloc int[MaxLabels];
        hits.Clear();
        said.Clear();
        for (var i = 0; i < examples.Count; i++)
        {
            var example = examples[i];
            Count(predicted[example] & gold[example], hits);
            Count(predicted[example], said);
            Count(gold[example], said);
        }

        var sum = 0.0;
        for (var label = first; label < first + labels; label++)
            sum += said[label] == 0 ? 0 : 2.0 * hits[label] / said[label];
        return sum / labels;
    }

    private static void Count(ulong set, Span<int> counts)
    {
        for (; set != 0; set &= set - 1)
            counts[BitOperations.TrailingZeroCount(set)]++;
    }
}
