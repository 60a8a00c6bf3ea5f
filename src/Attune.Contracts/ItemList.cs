using System.Text.Json.Serialization;

namespace Attune.Contracts;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items of this page, in the list's own order.</param>
/// <param name="Next">Pass as <c>after</c> to get the following page; null on the last one.</param>
public sealed record ItemList<T>(
    IReadOnlyList<T> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
