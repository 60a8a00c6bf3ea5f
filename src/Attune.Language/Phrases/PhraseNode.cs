namespace Attune.Language.Phrases;

/// <summary>A part of a pattern.</summary>
internal abstract record PhraseNode;

/// <summary>One word, character or pictograph.</summary>
internal sealed record WordNode(int Symbol) : PhraseNode;

/// <summary>A word by its beginning.</summary>
internal sealed record PrefixNode(string Prefix) : PhraseNode;

/// <summary>Any digits.</summary>
internal sealed record NumberNode : PhraseNode;

/// <summary>Any break, also the beginning or the end of the text.</summary>
internal sealed record BreakNode : PhraseNode;

/// <summary>Up to so many words of any kind.</summary>
/// <param name="Most">How many at most, from 0.</param>
/// <param name="IsLoose">True when negations and soft breaks count as words too.</param>
internal sealed record GapNode(int Most, bool IsLoose) : PhraseNode;

/// <summary>One after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<PhraseNode> Parts) : PhraseNode;

/// <summary>One of several.</summary>
internal sealed record ChoiceNode(IReadOnlyList<PhraseNode> Options) : PhraseNode;

/// <summary>It or nothing.</summary>
internal sealed record OptionalNode(PhraseNode Part) : PhraseNode;
