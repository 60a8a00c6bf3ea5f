using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>
/// Tells whether a text holds a phrase: the same words in the same order with no other word between them. Words are compared as
/// the index compares them, so that <c>"opening hours"</c> finds <c>Opening hour</c>; marks and spaces do not count.
/// </summary>
public static class PhraseMatcher
{
    /// <summary>The words and Chinese characters of a phrase in their order.</summary>
    public static IReadOnlyList<string> TermsOf(string phrase)
    {
        var terms = new List<string>();
        var reader = new TermReader(phrase, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (reader.Kind != TermKind.Pair)
                terms.Add(reader.Term.ToString());
        }

        return terms;
    }

    /// <summary>Reads a text once, however often the phrase begins in it (Knuth, Morris and Pratt, 1977).</summary>
    /// <param name="text">Of any length.</param>
    /// <param name="terms">As <see cref="TermsOf"/> gives them; without any, nothing holds the phrase.</param>
    public static bool Holds(ReadOnlySpan<char> text, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0)
            return false;
        var fallBack = FallBack(terms);
        var matched = 0;
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (reader.Kind == TermKind.Pair)
                continue;
            while (matched > 0 && !reader.Term.SequenceEqual(terms[matched]))
                matched = fallBack[matched - 1];
            if (reader.Term.SequenceEqual(terms[matched]))
                matched++;
            if (matched == terms.Count)
                return true;
        }

        return false;
    }

    /// <summary>For each beginning of the phrase: how much of it is also its end.</summary>
    private static int[] FallBack(IReadOnlyList<string> terms)
    {
        var fallBack = new int[terms.Count];
        var matched = 0;
        for (var i = 1; i < fallBack.Length; i++)
        {
            while (matched > 0 && terms[i] != terms[matched])
                matched = fallBack[matched - 1];
            if (terms[i] == terms[matched])
                matched++;
            fallBack[i] = matched;
        }

        return fallBack;
    }
}
