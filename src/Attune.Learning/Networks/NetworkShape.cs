namespace Attune.Learning.Networks;

/// <summary>Sizes of a network that reads texts.</summary>
/// <param name="Words">Known words, with the two that every network knows: the gap between texts and the unknown word.</param>
/// <param name="Width">Numbers that stand for a word.</param>
/// <param name="Units">Units that look at three words at a time.</param>
/// <param name="Outputs">Questions it answers.</param>
public sealed record NetworkShape(int Words, int Width, int Units, int Outputs)
{
    /// <summary>Word 0 stands before, between and after texts; its numbers are 0 and stay so.</summary>
    public const int Gap = 0;

    /// <summary>Word 1 stands for all that are not known.</summary>
    public const int Unknown = 1;

    /// <summary>Words that a unit looks at together.</summary>
    public const int Window = 3;

    /// <summary>Inputs of the head: the sum and the peak of each unit.</summary>
    public int Pooled => 2 * Units;

    internal const int MaxWords = 200_000;
    internal const int MaxWidth = 512;
    internal const int MaxUnits = 1_024;
    internal const int MaxOutputs = 64;

    /// <summary>Refuses sizes that no file may claim.</summary>
    /// <exception cref="InvalidDataException">A size is too small or too large.</exception>
    internal NetworkShape Checked() =>
        Words is < 2 or > MaxWords || Width is < 1 or > MaxWidth || Units is < 1 or > MaxUnits || Outputs is < 1 or > MaxOutputs
            ? throw new InvalidDataException($"No network has the sizes {this}.")
            : this;
}
