namespace Attune.Language.Search;

/// <summary>
/// Joins rankings whose scores cannot be compared: an item gets 1/(60 + rank) from each ranking that has it (G. V. Cormack, C. L.
/// A. Clarke, S. Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009).
/// Pure.
/// </summary>
public static class RankFusion
{
    /// <summary>The constant of the paper: how much less the first ranks differ than their numbers.</summary>
    public const int K = 60;

    /// <summary>Joins rankings.</summary>
    /// <param name="limit">At most so many items, from 1.</param>
    /// <param name="rankings">Each best first, without repeats.</param>
    /// <returns>
    /// The items with their scores, best first; of equal scores the item that an earlier ranking has, or has higher.
    /// </returns>
    public static IReadOnlyList<(T Item, float Score)> Join<T>(int limit, params ReadOnlySpan<IReadOnlyList<T>> rankings)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var order = new List<T>();
        var scores = new Dictionary<T, float>();
        foreach (var ranking in rankings)
        {
            for (var i = 0; i < ranking.Count; i++)
            {
                if (!scores.TryGetValue(ranking[i], out var score))
                    order.Add(ranking[i]);
                scores[ranking[i]] = score + (1f / (K + i + 1));
            }
        }

        // A stable sort: what stands first in the order of the rankings stays first among equals.
        return [.. order.OrderByDescending(item => scores[item]).Take(limit).Select(item => (item, scores[item]))];
    }
}
