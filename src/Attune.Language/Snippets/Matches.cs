using Attune.Language.Search;
using Attune.Language.Terms;

namespace Attune.Language.Snippets;

/// <summary>Finds the terms of a query in a passage.</summary>
internal static class Matches
{
    /// <summary>The matches in the order of the text; those by a weak term only when there is no other.</summary>
    public static List<Match> In(string text, TextSpan passage, IReadOnlyList<QuestionAtom> atoms)
    {
        var strong = Find(text, passage, Terms(atoms, atom => atom.Strong));
        return strong.Count > 0 ? strong : Find(text, passage, Terms(atoms, atom => atom.Weak is { } weak ? [weak] : []));
    }

    private static Dictionary<string, (int Atom, float Weight)> Terms(
        IReadOnlyList<QuestionAtom> atoms, Func<QuestionAtom, IReadOnlyList<string>> termsOf)
    {
        var terms = new Dictionary<string, (int, float)>(StringComparer.Ordinal);
        for (var i = 0; i < atoms.Count; i++)
        {
            foreach (var term in termsOf(atoms[i]))
                terms.TryAdd(term, (i, atoms[i].Weight));
        }

        return terms;
    }

    private static List<Match> Find(string text, TextSpan passage, Dictionary<string, (int Atom, float Weight)> terms)
    {
        var known = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var matches = new List<Match>();
        var reader = new TermReader(passage.Of(text), stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (known.TryGetValue(reader.Term, out var found))
            {
                matches.Add(new Match(
                    new TextSpan(passage.Start + reader.Span.Start, reader.Span.Length), found.Atom, found.Weight));
            }
        }

        return matches;
    }
}
