using System.Collections.Frozen;

namespace Attune.Language.Tones.Descriptions;

/// <summary>
/// Finds ages in English: with their unit, as decades, and bare numbers where no thing that is counted can follow.
/// </summary>
internal static class EnglishAges
{
    private const int LeastBareAge = 3;

    private static readonly FrozenSet<string> Units = FrozenSet.Create(
        StringComparer.Ordinal, "year", "years", "yo", "yr", "yrs", "yearold", "something", "ish", "odd");

    private static readonly FrozenSet<string> Before = FrozenSet.Create(StringComparer.Ordinal,
        "age", "aged", "about", "around", "roughly", "approximately", "approx", "maybe", "perhaps", "probably", "nearly",
        "almost", "over", "past", "under", "of", "say", "guess", "is", "than", "be", "appears", "looks", "estimated", "well",
        "between", "and", "to", "or", "circa", "turning", "turned", "likely", "just", "most", "possibly", "at", "a", "somewhere");

    private static readonly FrozenSet<string> After = FrozenSet.Create(StringComparer.Ordinal,
        "and", "or", "with", "in", "who", "at", "male", "female", "by", "on", "from", "to", "plus", "wears", "but", "dressed",
        "though", "the", "holds", "leans", "sits", "stands", "m", "f");

    public static List<FoundAge> Find(IReadOnlyList<DescriptionWord> words)
    {
        var ages = new List<FoundAge>();
        for (var i = 0; i < words.Count; i++)
        {
            if (EnglishNumbers.DecadeOf(words[i].Text) is { } decade)
            {
                ages.Add(OfDecade(words, i, decade));
                continue;
            }

            if (AgeAt(words, i) is not { } age)
                continue;
            ages.Add(age.Age);
            i += age.Words - 1;
        }

        return ages;
    }

    private static (FoundAge Age, int Words)? AgeAt(IReadOnlyList<DescriptionWord> words, int at)
    {
        var (value, length) = EnglishNumbers.At(words, at);
        if (value < 0)
            return null;
        var (last, total) = RangeEnd(words, at, value, length);
        if (!IsAge(words, at, at + total, last))
            return null;
        var start = words[at].Span.Start;
        var end = words[at + total - 1].Span.End;
        var (from, to) = (value, last);
        var unit = at + total < words.Count ? words[at + total].Text : "";
        if (unit is "something" or "odd")
            to = from + 9;
        else if (at > 0 && words[at - 1].Text is "over" or "past" && value >= 10)
            to = from + 9;
        else if (at > 0 && words[at - 1].Text is "under")
            (from, to) = (Math.Max(0, value - 5), Math.Max(0, value - 1));
        return (new FoundAge(new TextSpan(start, end - start), from, to), total);
    }

    /// <summary>The second number of <c>6-7</c>, <c>nine and eleven</c>, <c>70 to 80</c>.</summary>
    private static (int Last, int Words) RangeEnd(IReadOnlyList<DescriptionWord> words, int at, int value, int length)
    {
        var next = at + length;
        if (next < words.Count && words[next].Text is "to" or "or" or "and")
            next++;
        if (next >= words.Count || words[next].Clause != words[at].Clause)
            return (value, length);
        var (second, secondLength) = EnglishNumbers.At(words, next);
        var isRange = second > value && second <= value + 15;
        return isRange ? (second, next + secondLength - at) : (value, length);
    }

    private static bool IsAge(IReadOnlyList<DescriptionWord> words, int at, int next, int value)
    {
        var isLast = next >= words.Count || words[next].Clause != words[next - 1].Clause;
        if (!isLast && Units.Contains(words[next].Text))
            return true;
        if (words[next - 1].Text is [.., 'i', 's', 'h'])
            return true;
        if (value < LeastBareAge)
            return false;
        var isFirst = at == 0 || words[at - 1].Clause != words[at].Clause;
        return (isFirst || Before.Contains(words[at - 1].Text))
            && (isLast || After.Contains(words[next].Text) || words[next].Text.EndsWith("ing", StringComparison.Ordinal));
    }

    private static FoundAge OfDecade(IReadOnlyList<DescriptionWord> words, int at, int decade) =>
        (at > 0 ? words[at - 1].Text : "") switch
        {
            "early" => new FoundAge(words[at].Span, decade, decade + 3),
            "mid" => new FoundAge(words[at].Span, decade + 4, decade + 6),
            "late" => new FoundAge(words[at].Span, decade + 7, decade + 9),
            _ => new FoundAge(words[at].Span, decade, decade + 9),
        };
}
