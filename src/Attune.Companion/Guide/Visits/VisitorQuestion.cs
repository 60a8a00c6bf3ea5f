using Attune.Language;
using Attune.Language.Tones;

namespace Attune.Companion.Guide.Visits;

/// <summary>A visitor's question, checked and cleaned.</summary>
/// <param name="Id">Names this question in logs.</param>
/// <param name="Sitting">Whose.</param>
/// <param name="Text">What is asked, at most <see cref="VisitorText.LongestQuestion"/> characters.</param>
internal sealed record VisitorQuestion(string Id, SittingKey Sitting, string Text)
{
    public TextLanguage Language { get; } = LanguageDetection.OfQuestion(Text);

    /// <summary>How the visitor looks, as the client says; null when it does not. Not printed: see below.</summary>
    public string? Description { get; init; }

    /// <summary>False when the visitor does not want to be described.</summary>
    public bool UseDescription { get; init; } = true;

    /// <summary>The visitor's own choice of a tone.</summary>
    public Tone? Tone { get; init; }

    /// <summary>The age that the visitor states.</summary>
    public AgeBand? Age { get; init; }

    /// <summary>False: the answer is given in the words that it was found in.</summary>
    public bool ConvertTone { get; init; } = true;

    /// <summary>False: earlier questions of the sitting are left out of account.</summary>
    public bool IncludeHistory { get; init; } = true;

    /// <summary>True when it is of use and allowed to ask how the visitor looks.</summary>
    public bool MayBeDescribed => UseDescription && ConvertTone && Tone is null && Age is null;

    /// <summary>A record would print question and description into every log that it is handed to.</summary>
    public override string ToString() => Id;
}
