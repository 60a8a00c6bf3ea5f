using Attune.Language.Phrases;

namespace Attune.Language.Scopes;

/// <summary>
/// Reads clauses and scopes in English and Chinese: by marks, by conjunctions and by the cues of <see cref="Rules"/>. A rough
/// reading of grammar, made to be right often and never to fail; linear in the text. Pure.
/// </summary>
public static class ScopeReader
{
    /// <summary>A denial reaches no further than so many words or characters, however long its clause is.</summary>
    public const int LongestDenial = 12;

    private static readonly Lazy<PhraseGrammar> Grammar = new(() => PhraseGrammar.Parse(Rules));

    /// <summary>The cues as lines of a <see cref="PhraseGrammar"/>: what such a grammar has read can be handed in.</summary>
    public static string Rules => LanguageResource.Read("Scopes/scopes.txt");

    /// <summary>Reads a text.</summary>
    public static TextScopes Read(ReadOnlySpan<char> text) => Read(text, Grammar.Value.Read(text));

    /// <summary>Reads the scopes of a text that was read with a grammar which holds <see cref="Rules"/>.</summary>
    public static TextScopes Read(ReadOnlySpan<char> text, PhraseReading reading)
    {
        var tokens = reading.Tokens;
        var clauses = ClauseCutter.Cut(reading);
        List<TokenRange> sentences = [.. SentencesOf(tokens)];
        List<TextScope> scopes = [.. Denials(reading, ByToken(tokens.Count, clauses))];
        QuotationReader.Read(text, scopes);
        var sentenceOf = ByToken(tokens.Count, sentences);
        scopes.AddRange(Reports(reading, sentenceOf));
        scopes.AddRange(Questions(reading, sentences, sentenceOf));
        return new TextScopes(Spans(sentences), Spans(clauses), scopes);

        List<TextSpan> Spans(List<TokenRange> ranges) => [.. ranges.Select(range => SpanOf(tokens, range))];
    }

    private static IEnumerable<TextScope> Denials(PhraseReading reading, TokenRange[] clauseOf)
    {
        var spared = new bool[clauseOf.Length];
        foreach (var match in reading.Matches.Where(match => match.Label == "scope.no-denial"))
            spared.AsSpan(match.First, match.Last - match.First + 1).Fill(true);
        var ends = EndsOfDenials(reading, clauseOf.Length);
        foreach (var cue in reading.Matches.Where(match => match.Label == "scope.denial"))
        {
            if (spared.AsSpan(cue.First, cue.Last - cue.First + 1).Contains(true))
                continue;
            var last = Math.Min(Math.Min(clauseOf[cue.Last].Last, ends[cue.Last]), cue.Last + LongestDenial);
            if (last > cue.Last)
                yield return new TextScope(
                    ScopeKind.Negation, cue.Span, SpanOf(reading.Tokens, new TokenRange(cue.Last + 1, last)));
        }
    }

    /// <summary>For each token the last one before the next word that ends denials: "I don't sleep and I cry".</summary>
    private static int[] EndsOfDenials(PhraseReading reading, int tokens)
    {
        var ends = new int[tokens];
        var begins = reading.Matches.Where(match => match.Label == "scope.denial-end").Select(match => match.First).ToHashSet();
        var end = tokens - 1;
        for (var at = tokens - 1; at >= 0; at--)
        {
            ends[at] = end;
            if (begins.Contains(at))
                end = at - 1;
        }

        return ends;
    }

    private static IEnumerable<TextScope> Reports(PhraseReading reading, TokenRange[] sentenceOf)
    {
        foreach (var cue in reading.Matches.Where(match => match.Label == "scope.report"))
        {
            var last = sentenceOf[cue.Last].Last;
            if (last > cue.Last)
                yield return new TextScope(
                    ScopeKind.ReportedSpeech, cue.Span, SpanOf(reading.Tokens, new TokenRange(cue.Last + 1, last)));
        }
    }

    /// <summary>Each question once: by its mark, else by the words that open or end it.</summary>
    private static IEnumerable<TextScope> Questions(
        PhraseReading reading, List<TokenRange> sentences, TokenRange[] sentenceOf)
    {
        var cues = reading.Matches.Where(match => match.Label == "scope.question")
            .ToLookup(match => sentenceOf[match.Last].First, match => match.Span);
        foreach (var sentence in sentences)
        {
            var mark = reading.Tokens[sentence.Last + 1];
            if (mark.Kind == PhraseTokenKind.QuestionBreak)
                yield return new TextScope(ScopeKind.Question, mark.Span, SpanOf(reading.Tokens, sentence));
            else if (cues[sentence.First] is var found && found.Any())
                yield return new TextScope(ScopeKind.Question, found.First(), SpanOf(reading.Tokens, sentence));
        }
    }

    private static IEnumerable<TokenRange> SentencesOf(IReadOnlyList<PhraseToken> tokens)
    {
        var first = 1;
        for (var at = 1; at < tokens.Count; at++)
        {
            if (!tokens[at].EndsSentence)
                continue;
            if (at > first)
                yield return new TokenRange(first, at - 1);
            first = at + 1;
        }
    }

    /// <summary>The range that each token is in, so that finding it costs nothing however long the range is.</summary>
    private static TokenRange[] ByToken(int tokens, List<TokenRange> ranges)
    {
        var of = new TokenRange[tokens];
        foreach (var range in ranges)
            of.AsSpan(range.First, range.Last - range.First + 1).Fill(range);
        return of;
    }

    private static TextSpan SpanOf(IReadOnlyList<PhraseToken> tokens, TokenRange range)
    {
        var start = tokens[range.First].Span.Start;
        return new TextSpan(start, tokens[range.Last].Span.End - start);
    }
}
