namespace Attune.Companion.Guide.Drafts;

/// <summary>What a draft is.</summary>
internal enum DraftKind
{
    /// <summary>An answer.</summary>
    Answer,

    /// <summary>The word that the documents hold none.</summary>
    NotFound,

    /// <summary>The word that nothing can be looked up.</summary>
    CannotLookUp,
}
