using System.Collections;

namespace Attune.Language.Phrases;

/// <summary>
/// Makes one non-deterministic automaton out of all patterns (K. Thompson, "Regular expression search algorithm", CACM 11(6),
/// 1968), with the steps that read nothing taken out beforehand.
/// </summary>
internal sealed class PhraseCompiler(PhraseVocabulary vocabulary)
{
    private const int MostStates = 200_000;

    private static readonly BitArray NoSymbols = new(0);

    private readonly Dictionary<string, BitArray> _sets = new(StringComparer.Ordinal);

    /// <summary>All states.</summary>
    public List<PhraseState> States { get; } = [];

    /// <summary>Adds a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="label">The number of its label.</param>
    /// <returns>The states that a match can begin with.</returns>
    public int[] Add(PhraseNode pattern, int label)
    {
        var starts = Compile(pattern, [AddState(PhraseStateKind.Accept, NoSymbols, label, [])]);
        foreach (var start in starts)
        {
            if (States[start].Kind != PhraseStateKind.Symbols)
                throw new FormatException("A pattern must begin with a word, a number or a break, and must not be empty.");
        }

        return starts;
    }

    /// <summary>Compiles a part so that it goes on with the given states.</summary>
    private int[] Compile(PhraseNode node, int[] next) => node switch
    {
        SequenceNode sequence => sequence.Parts.Reverse().Aggregate(next, (after, part) => Compile(part, after)),
        OptionalNode optional => Union(Compile(optional.Part, next), next),
        ChoiceNode choice => CompileChoice(choice, next),
        GapNode gap => CompileGap(gap, next),
        _ => [AddState(PhraseStateKind.Symbols, ToBits(SymbolsOf(node)!), 0, next)],
    };

    /// <summary>Choices of one word each share one state: a class of sixty words costs as much as a word.</summary>
    private int[] CompileChoice(ChoiceNode choice, int[] next)
    {
        var symbols = choice.Options.Select(SymbolsOf).OfType<IEnumerable<int>>().SelectMany(all => all).ToList();
        var longer = choice.Options.Where(option => SymbolsOf(option) is null).SelectMany(option => Compile(option, next));
        int[] single = symbols.Count == 0 ? [] : [AddState(PhraseStateKind.Symbols, ToBits(symbols), 0, next)];
        return Union(single, longer);
    }

    private int[] CompileGap(GapNode gap, int[] next)
    {
        var kind = gap.IsLoose ? PhraseStateKind.Loose : PhraseStateKind.Word;
        var entry = next;
        for (var i = 0; i < gap.Most; i++)
            entry = Union([AddState(kind, NoSymbols, 0, entry)], next);
        return entry;
    }

    /// <returns>Null when it is more than one token.</returns>
    private IEnumerable<int>? SymbolsOf(PhraseNode node) => node switch
    {
        WordNode word => [word.Symbol],
        PrefixNode prefix => vocabulary.SymbolsOfPrefix(prefix.Prefix),
        NumberNode => vocabulary.SymbolsOfNumbers(),
        BreakNode => [PhraseVocabulary.Break],
        ChoiceNode choice when choice.Options.All(option => SymbolsOf(option) is not null) =>
            choice.Options.SelectMany(option => SymbolsOf(option)!),
        _ => null,
    };

    /// <summary>Equal sets share their bits: most states ask for the same few words.</summary>
    private BitArray ToBits(IEnumerable<int> symbols)
    {
        var sorted = symbols.Distinct().Order().ToList();
        var key = string.Join(',', sorted);
        if (_sets.TryGetValue(key, out var known))
            return known;
        var bits = new BitArray(vocabulary.Count);
        foreach (var symbol in sorted)
            bits[symbol] = true;
        return _sets[key] = bits;
    }

    private int AddState(PhraseStateKind kind, BitArray symbols, int label, int[] next)
    {
        if (States.Count == MostStates)
            throw new FormatException($"The patterns need more than {MostStates} states.");
        States.Add(new PhraseState(kind, symbols, label) { Next = next });
        return States.Count - 1;
    }

    private static int[] Union(IEnumerable<int> left, IEnumerable<int> right) => [.. left.Union(right)];
}
