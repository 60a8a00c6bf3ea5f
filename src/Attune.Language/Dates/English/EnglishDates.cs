namespace Attune.Language.Dates.English;

/// <summary>Finds dates in English words, token by token: each rule looks at a few tokens from where it stands.</summary>
internal sealed partial class EnglishDates
{
    /// <summary>For each kind of token what may begin with it, in the order in which it is tried.</summary>
    private static readonly Dictionary<DateTokenKind, Func<EnglishDates, int, int>[]> Rules = new()
    {
        [DateTokenKind.Number] =
        [
            (reader, at) => reader.ReadDayMonth(at), (reader, at) => reader.ReadAgo(at),
            (reader, at) => reader.ReadEra(at), (reader, at) => reader.ReadYear(at),
        ],
        [DateTokenKind.Ordinal] = [(reader, at) => reader.ReadDayMonth(at), (reader, at) => reader.ReadCentury(at)],
        [DateTokenKind.Plural] = [(reader, at) => reader.ReadDecade(at)],
        [DateTokenKind.Word] =
        [
            (reader, at) => reader.ReadMonth(at), (reader, at) => reader.ReadDayMonth(at),
            (reader, at) => reader.ReadCentury(at), (reader, at) => reader.ReadAgo(at),
            (reader, at) => reader.ReadFuture(at), (reader, at) => reader.ReadNamedDay(at),
            (reader, at) => reader.ReadSeries(at), (reader, at) => reader.ReadDecade(at), (reader, at) => reader.ReadEra(at),
        ],
    };

    private readonly List<DateToken> _tokens;
    private readonly DateOnly _today;
    private readonly List<FoundDate> _found;

    /// <summary>The token after the last year that was found, to go on with lists of years.</summary>
    private int _afterYear = -1;

    private EnglishDates(List<DateToken> tokens, DateOnly today, List<FoundDate> found)
    {
        _tokens = tokens;
        _today = today;
        _found = found;
    }

    public static void Find(ReadOnlySpan<char> text, DateOnly today, List<FoundDate> found)
    {
        var reader = new EnglishDates(DateTokenizer.Read(text), today, found);
        for (var at = 0; at < reader._tokens.Count;)
            at += Math.Max(1, reader.ReadAt(at));
    }

    /// <returns>Tokens that were read; 0 when no date begins here.</returns>
    private int ReadAt(int at)
    {
        if (!Rules.TryGetValue(_tokens[at].Kind, out var rules))
            return 0;
        foreach (var rule in rules)
        {
            if (rule(this, at) is > 0 and var length)
                return length;
        }

        return 0;
    }

    /// <summary>A token; before the first and after the last stands a mark that no rule knows.</summary>
    private DateToken this[int at] =>
        at >= 0 && at < _tokens.Count ? _tokens[at] : new DateToken(DateTokenKind.Mark, default, "\0", 0, false);

    /// <summary>
    /// Keeps a date that stretches over some tokens. When the calendar has no such day, nothing is kept, and its parts are not
    /// read again.
    /// </summary>
    private int Found(int at, int count, DatePeriod? period, bool isYearAssumed = false)
    {
        if (period is { } known)
        {
            var start = _tokens[at].Span.Start;
            _found.Add(new FoundDate(
                new TextSpan(start, _tokens[at + count - 1].Span.End - start), known, isYearAssumed));
        }

        return count;
    }

    private bool IsDash(int at) => this[at].IsMark('-') || this[at].IsMark('–') || this[at].IsMark('—');

    /// <summary>A number in figures or words.</summary>
    /// <returns>Tokens that it has; 0 when there is none.</returns>
    private int ReadNumber(int at, out int value)
    {
        value = this[at].Value;
        if (this[at].Kind == DateTokenKind.Number)
            return 1;
        if (!EnglishDateWords.Numbers.TryGetValue(this[at].Word, out value))
            return 0;
        if (this[at + 1].Word != "hundred")
            return 1;
        value *= 100;
        return 2;
    }

    /// <summary>A number that tells a place, in figures or words: 21st, twenty-first.</summary>
    /// <returns>Tokens that it has; 0 when there is none.</returns>
    private int ReadOrdinal(int at, out int value)
    {
        value = this[at].Value;
        if (this[at].Kind == DateTokenKind.Ordinal)
            return 1;
        if (EnglishDateWords.Ordinals.TryGetValue(this[at].Word, out value))
            return 1;
        if (EnglishDateWords.Numbers.TryGetValue(this[at].Word, out var tens) && tens >= 20 && this[at + 1].IsMark('-')
            && EnglishDateWords.Ordinals.TryGetValue(this[at + 2].Word, out var unit) && unit < 10)
        {
            value = tens + unit;
            return 3;
        }

        return 0;
    }
}
