using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>Finds the terms of a question.</summary>
internal static class QueryTerms
{
    public delegate int? TermLookup(ReadOnlySpan<char> text);

    /// <summary>
    /// The known terms and how often the question has them. Common single characters are left out when something else is
    /// left to search by: their pairs say the same more sharply.
    /// </summary>
    public static IReadOnlyList<(int Term, int Times)> Of(ReadOnlySpan<char> question, TermLookup find, Predicate<int> isCommon)
    {
        var chosen = new Dictionary<int, int>();
        var common = new Dictionary<int, int>();
        var reader = new TermReader(question, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (find(reader.Term) is not { } term)
                continue;
            var leaveOut = reader.Kind == TermKind.Word
                ? StopWords.Contains(reader.Term)
                : reader.Kind == TermKind.Character && isCommon(term);
            var into = leaveOut ? common : chosen;
            into[term] = into.GetValueOrDefault(term) + 1;
        }

        // In the order of their numbers: sums of floats depend on the order, and equal questions get equal answers.
        return [.. (chosen.Count > 0 ? chosen : common).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
    }
}
