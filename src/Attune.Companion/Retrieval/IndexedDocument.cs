using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Retrieval;

/// <summary>A document as the index knows it: everything but its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Language">Its language.</param>
/// <param name="IsBuiltIn">True for Attune's own manual.</param>
/// <param name="Passages">Its passages.</param>
/// <param name="FirstNumber">Number of the first passage in the index; the others follow it.</param>
internal sealed record IndexedDocument(
    string Id, string Name, TextLanguage Language, bool IsBuiltIn, IReadOnlyList<Passage> Passages, int FirstNumber);
