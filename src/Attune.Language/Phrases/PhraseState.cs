using System.Collections;

namespace Attune.Language.Phrases;

/// <summary>What a token must be to go on from a state.</summary>
internal enum PhraseStateKind
{
    /// <summary>One of a set of symbols.</summary>
    Symbols,

    /// <summary>Any word that is no negation.</summary>
    Word,

    /// <summary>Anything but the end of a sentence.</summary>
    Loose,

    /// <summary>Nothing: the pattern has matched.</summary>
    Accept,
}

/// <summary>A state of the compiled patterns.</summary>
/// <param name="Kind">What a token must be.</param>
/// <param name="Symbols">The symbols that it accepts; empty unless the kind is <see cref="PhraseStateKind.Symbols"/>.</param>
/// <param name="Label">Number of the label, of an accepting state.</param>
internal sealed record PhraseState(PhraseStateKind Kind, BitArray Symbols, int Label)
{
    /// <summary>The states after this one, without repeats.</summary>
    public int[] Next { get; set; } = [];
}
