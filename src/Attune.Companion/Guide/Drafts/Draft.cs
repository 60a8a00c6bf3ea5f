using Attune.Contracts.Guide;

namespace Attune.Companion.Guide.Drafts;

/// <summary>A whole answer before it is said in a tone.</summary>
/// <param name="Text">What is told, with the numbers of the citations in brackets.</param>
/// <param name="Found">False when the documents hold no answer and the text says so.</param>
/// <param name="Citations">What the text quotes or cites, by number.</param>
internal sealed record Draft(string Text, bool Found, IReadOnlyList<Citation> Citations)
{
    public const string ByRules = "rules";
    public const string ByModel = "model";

    /// <summary>Who wrote it.</summary>
    public string Method { get; init; } = ByRules;

    /// <summary>Name of the endpoint whose model wrote it; null when rules did.</summary>
    public string? Model { get; init; }

    /// <summary>What was asked of the documents, when that was not the question itself.</summary>
    public string? SearchedFor { get; init; }

    public DraftKind Kind { get; init; }

    /// <summary>True when there was nothing to answer with: the text only says so.</summary>
    public bool IsEmptyHanded => Kind == DraftKind.CannotLookUp;
}
