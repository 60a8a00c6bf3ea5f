namespace Attune.Learning.Emotions;

/// <summary>What one word of a text adds to a log-odds.</summary>
/// <param name="Start">First UTF-16 unit of the word in the text.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="Share">Above 0 when it speaks for the output, below 0 when against.</param>
public readonly record struct WordShare(int Start, int Length, double Share);
