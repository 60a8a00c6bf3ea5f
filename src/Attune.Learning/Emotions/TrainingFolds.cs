using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>
/// Cuts the texts into five parts, the same for every model, so that each text can be scored by a model that did not learn
/// from it.
/// </summary>
internal sealed class TrainingFolds
{
    public const int Count = 5;
    private const ulong Seed = 7;

    private readonly int[] _order;

    /// <param name="texts">At least five.</param>
    public TrainingFolds(int texts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(texts, Count);
        _order = [.. Enumerable.Range(0, texts)];
        new SplitMix64(Seed).Shuffle(_order);
    }

    /// <summary>All texts, in their own order.</summary>
    public int[] All => [.. Enumerable.Range(0, _order.Length)];

    /// <summary>The texts of a part.</summary>
    public int[] Unseen(int fold) => [.. _order.Where((_, place) => place % Count == fold)];

    /// <summary>The texts of the other parts.</summary>
    public int[] Learned(int fold) => [.. _order.Where((_, place) => place % Count != fold)];
}
