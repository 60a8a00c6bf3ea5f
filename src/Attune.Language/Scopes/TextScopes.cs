namespace Attune.Language.Scopes;

/// <summary>The sentences and clauses of a text and what is denied, quoted, reported or asked in it.</summary>
/// <param name="Sentences">In order, without the marks between them.</param>
/// <param name="Clauses">In order: parts of sentences between marks and conjunctions.</param>
/// <param name="Scopes">In the order of their kinds, each kind in the order of the text; those of a kind may overlap.</param>
public sealed record TextScopes(
    IReadOnlyList<TextSpan> Sentences, IReadOnlyList<TextSpan> Clauses, IReadOnlyList<TextScope> Scopes)
{
    /// <summary>
    /// True when a part of the text reaches into a scope of this kind from behind the beginning of what opens it: 不想 denies
    /// 想死, but "don't" at the beginning of the part is the part's own.
    /// </summary>
    public bool Cover(ScopeKind kind, TextSpan part)
    {
        foreach (var scope in Scopes)
        {
            if (scope.Kind == kind && scope.Cue.Start < part.Start && scope.Span.Start < part.End && part.Start < scope.Span.End)
                return true;
        }

        return false;
    }

    /// <summary>The number of the sentence that a position stands in, from 0.</summary>
    public int SentenceAt(int position)
    {
        for (var i = Sentences.Count - 1; i > 0; i--)
        {
            if (Sentences[i].Start <= position)
                return i;
        }

        return 0;
    }
}
