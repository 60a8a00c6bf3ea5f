using Attune.Language.Phrases;

namespace Attune.Language.Scopes;

/// <summary>Cuts the tokens of a text into clauses: at every mark, and before conjunctions that begin a new statement.</summary>
internal static class ClauseCutter
{
    /// <summary>All words belong to exactly one clause; marks belong to none.</summary>
    public static List<TokenRange> Cut(PhraseReading reading)
    {
        var begins = reading.Matches.Where(match => match.Label == "scope.clause").Select(match => match.First).ToHashSet();
        var clauses = new List<TokenRange>();
        var first = -1;
        for (var at = 0; at < reading.Tokens.Count; at++)
        {
            var isWord = reading.Tokens[at].Kind == PhraseTokenKind.Word;
            if (first >= 0 && (!isWord || begins.Contains(at)))
            {
                clauses.Add(new TokenRange(first, at - 1));
                first = -1;
            }

            if (isWord && first < 0)
                first = at;
        }

        return clauses;
    }
}
