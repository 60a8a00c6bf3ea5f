namespace Attune.Contracts.Knowledge;

/// <summary>An import of several files.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source"><c>upload</c> for files that were sent, <c>folder</c> for those of the watched folder.</param>
/// <param name="State"><c>running</c>, <c>done</c>, or <c>stopped</c> when it ended before its last file.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Total">Files that it is about; absent while that is not known.</param>
/// <param name="Done">Files that are dealt with, those that failed among them.</param>
/// <param name="Failed">Files that could not be taken.</param>
/// <param name="Problems">The first hundred of them, with the reasons.</param>
public sealed record ImportView(
    string Id,
    string Source,
    string State,
    DateTimeOffset StartedAt,
    int? Total,
    int Done,
    int Failed,
    IReadOnlyList<FileProblem> Problems);
