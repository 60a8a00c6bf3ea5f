namespace Attune.Learning.Emotions.Chinese;

/// <summary>What a word of the lexicon does in a sentence.</summary>
internal enum WordRole
{
    /// <summary>Says or hints at a feeling.</summary>
    Feeling,

    /// <summary>Is none although it holds a word of feeling: a name, a thing.</summary>
    Mask,

    /// <summary>Denies what follows.</summary>
    Not,

    /// <summary>Denies only in appearance: who says that I do not.</summary>
    Rhetoric,

    /// <summary>Strengthens or softens what follows.</summary>
    Degree,

    /// <summary>Turns the sentence round; what follows counts more than what stands before.</summary>
    Turn,

    /// <summary>Supposes something.</summary>
    Suppose,
}
