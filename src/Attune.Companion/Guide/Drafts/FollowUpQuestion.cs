using System.Text.RegularExpressions;
using Attune.Companion.Guide.Visits;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// Understands a question that points back ("And who designed it?", "那它是誰蓋的？") without a model: what was asked before is
/// searched for along with it. Pure.
/// </summary>
internal static partial class FollowUpQuestion
{
    /// <summary>Characters of the earlier question that are taken along.</summary>
    private const int LongestEarlier = 200;

    /// <summary>The question together with the one it points back to; null when it stands alone.</summary>
    /// <param name="question">The question.</param>
    /// <param name="turns">What was said before, oldest first.</param>
    public static string? With(string question, IReadOnlyList<SittingTurn> turns)
    {
        if (turns.Count == 0 || !PointsBack().IsMatch(question))
            return null;
        // The newest question that stands alone: "it" in a row of such questions still means what the first one named.
        var named = turns.Reverse().Select(turn => turn.Question).FirstOrDefault(earlier => !PointsBack().IsMatch(earlier))
            ?? turns[^1].Question;
        return $"{question} {VisitorText.Clean(named, LongestEarlier)}";
    }

    [GeneratedRegex(
        @"\b(it|its|they|them|their|that one|this one|those|these|he|him|his|she|her|there)\b"
        + @"|^\s*(and|what about|how about|why)\b|[它牠他她]|這個|那個|這件|那件|這位|那位|這裡|那裡|^\s*那|呢[？?]?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PointsBack();
}
