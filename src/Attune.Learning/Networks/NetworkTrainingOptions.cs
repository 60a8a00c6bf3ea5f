namespace Attune.Learning.Networks;

/// <summary>How a network is trained. The defaults were chosen by cross-validation on GoEmotions' training split.</summary>
public sealed record NetworkTrainingOptions
{
    /// <summary>Numbers that stand for a word.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Units that look at three words at a time.</summary>
    public int Units { get; init; } = 128;

    /// <summary>Passes over the texts, from 1.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Texts learned from at a time, from 1.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Step width of Adam at the start, above 0; it falls to 0 in a line.</summary>
    public float Rate { get; init; } = 0.005f;

    /// <summary>Share of words made unknown in each pass, from 0 to below 1.</summary>
    public float WordDropout { get; init; } = 0.2f;

    /// <summary>Share of the head's inputs left out in each pass, from 0 to below 1.</summary>
    public float UnitDropout { get; init; } = 0.5f;

    /// <summary>A rare label counts more, by the root of no to yes, at most so much.</summary>
    public float MaxLabelWeight { get; init; } = 4f;

    /// <summary>Words of fewer texts are not learned.</summary>
    public int MinTexts { get; init; } = 3;

    /// <summary>Fixes the first weights, the order of the texts and what is left out.</summary>
    public ulong Seed { get; init; } = 1;
}
