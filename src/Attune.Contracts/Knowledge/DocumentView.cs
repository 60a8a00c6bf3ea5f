namespace Attune.Contracts.Knowledge;

/// <summary>A stored document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Characters">Length of its text in UTF-16 units.</param>
/// <param name="Passages">Passages it was cut into for searching.</param>
/// <param name="BuiltIn">True for Attune's own manual.</param>
/// <param name="CreatedAt">When it was stored (UTC).</param>
/// <param name="Text">The whole text; only in the answer for a single document.</param>
public sealed record DocumentView(
    string Id,
    string Name,
    int Characters,
    int Passages,
    bool BuiltIn,
    DateTimeOffset CreatedAt,
    string? Text = null);
