using System.Collections;

namespace Attune.Language.Phrases;

/// <summary>
/// Finds phrases of several words in a text, in one pass over all patterns at once: time grows linearly with the text,
/// whatever stands in it. Immutable once made; safe for any number of threads.
/// </summary>
/// <remarks>
/// A grammar is lines of text. <c>[label]</c> begins a group of patterns, each line below it is one; two spaces before a line
/// continue the line above; <c>//</c> begins a comment.
/// <list type="bullet">
/// <item><c>go (home | away)</c>: words; apostrophes, hyphens and case do not count; every Chinese character is a word.</item>
/// <item><c>(a | b c)</c> a choice, <c>x?</c> it or nothing, <c>kill*</c> a beginning, <c>#</c> digits, <c>,</c> any mark, also
/// the beginning or the end of the text.</item>
/// <item><c>..3</c> up to three words, none of them a negation; <c>~3</c> up to three words or commas of any kind.</item>
/// <item><c>@name = a | b</c> makes <c>&lt;name&gt;</c>; <c>@negation</c>, <c>@slips</c> and <c>@fold</c> list words that gaps
/// do not cross, words that are found with one slip of the pen, and pairs of characters of which the first is read
/// as the second.</item>
/// </list>
/// </remarks>
public sealed class PhraseGrammar
{
    private readonly PhraseVocabulary _vocabulary;
    private readonly PhraseState[] _states;
    private readonly string[] _labels;
    private readonly int[][] _starts;
    private readonly BitArray _negations;

    internal PhraseGrammar(
        PhraseVocabulary vocabulary, PhraseState[] states, string[] labels, int[][] starts, BitArray negations)
    {
        _vocabulary = vocabulary;
        _states = states;
        _labels = labels;
        _starts = starts;
        _negations = negations;
    }

    /// <summary>The labels that have patterns.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Compiles a grammar.</summary>
    /// <param name="sources">Its lines; of several sources one after the other.</param>
    /// <exception cref="FormatException">A line is not written as patterns are.</exception>
    public static PhraseGrammar Parse(params IReadOnlyList<string> sources) => PhraseSource.Compile(sources);

    /// <summary>Reads a text.</summary>
    public PhraseReading Read(ReadOnlySpan<char> text)
    {
        var tokens = PhraseTokenizer.Read(text, _vocabulary);
        var matches = new PhraseMatches(tokens, _labels);
        using var even = new StateSet(_states.Length);
        using var odd = new StateSet(_states.Length);
        for (var at = 0; at < tokens.Count; at++)
        {
            var (current, next) = at % 2 == 0 ? (even, odd) : (odd, even);
            next.Clear();
            // The newest starts come first and stay first, so that of all ways to a state the shortest match is kept.
            foreach (var start in _starts[tokens[at].Symbol])
                Enter(_states[start], at, at, next, matches);
            for (var i = 0; i < current.Count; i++)
            {
                var (state, start) = current[i];
                if (Accepts(_states[state], tokens[at]))
                    Enter(_states[state], start, at, next, matches);
            }
        }

        return new PhraseReading(tokens, matches.Longest());
    }

    /// <summary>Goes from a state, whose token has been read, to those after it.</summary>
    private void Enter(PhraseState state, int start, int at, StateSet into, PhraseMatches matches)
    {
        foreach (var next in state.Next)
        {
            if (!into.Add(next, start))
                continue;
            if (_states[next].Kind == PhraseStateKind.Accept)
                matches.Add(_states[next].Label, start, at);
        }
    }

    private bool Accepts(PhraseState state, PhraseToken token) => state.Kind switch
    {
        PhraseStateKind.Symbols => state.Symbols[token.Symbol],
        PhraseStateKind.Word => token.Kind == PhraseTokenKind.Word && !_negations[token.Symbol],
        PhraseStateKind.Loose => !token.EndsSentence,
        _ => false,
    };
}
