namespace Attune.Language.Dates;

/// <summary>Joins two dates that a text says as a stretch: "1914 to 1918", "between May and June 1932", 5月1日至5月10日.</summary>
internal static class DateRanges
{
    private const string Between = "between";

    private static readonly string[] Joints = ["to", "until", "till", "through", "-", "–", "—", "~", "～", "到", "至", "一直到", "直到"];

    /// <summary>The dates with those joined that belong together.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dates">In the order of the text, apart from each other.</param>
    public static List<FoundDate> Join(ReadOnlySpan<char> text, List<FoundDate> dates)
    {
        var joined = new List<FoundDate>(dates.Count);
        for (var i = 0; i < dates.Count; i++)
        {
            if (i + 1 < dates.Count && AreJoined(text, dates[i].Span, dates[i + 1].Span)
                && Joined(dates[i], dates[i + 1]) is { } range)
            {
                joined.Add(range);
                i++;
            }
            else
            {
                joined.Add(dates[i]);
            }
        }

        return joined;
    }

    private static FoundDate? Joined(FoundDate first, FoundDate last)
    {
        var (start, end) = (first.Period, last.Period);
        if (first.IsYearAssumed && !last.IsYearAssumed)
            start = start.InYear(end.Start.Year) ?? start;
        else if (last.IsYearAssumed && !first.IsYearAssumed)
            end = end.InYear(start.Start.Year) ?? end;
        return start.To(end) is { } period
            ? new FoundDate(new TextSpan(first.Span.Start, last.Span.End - first.Span.Start), period,
                first.IsYearAssumed && last.IsYearAssumed)
            : null;
    }

    private static bool AreJoined(ReadOnlySpan<char> text, TextSpan first, TextSpan last)
    {
        var between = text[first.End..last.Start].Trim();
        foreach (var joint in Joints)
        {
            if (between.Equals(joint, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return between.Equals("and", StringComparison.OrdinalIgnoreCase)
            && text[..first.Start].TrimEnd().EndsWith(Between, StringComparison.OrdinalIgnoreCase);
    }
}
