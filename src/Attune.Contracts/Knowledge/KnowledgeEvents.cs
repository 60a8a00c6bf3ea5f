namespace Attune.Contracts.Knowledge;

/// <summary>Payload of <c>document.stored</c> and <c>document.deleted</c>.</summary>
/// <param name="DocumentId">The document.</param>
public sealed record DocumentChange(string DocumentId);

/// <summary>Payload of <c>import.progressed</c>: how far an import of several files is.</summary>
/// <param name="ImportId">The import; the same in all its events.</param>
/// <param name="Source"><c>upload</c> for files that were sent, <c>folder</c> for those of the watched folder.</param>
/// <param name="State"><c>running</c>, <c>done</c>, or <c>stopped</c> when it ended before its last file.</param>
/// <param name="Total">Files that it is about; absent while that is not known.</param>
/// <param name="Done">Files that are dealt with, those that failed among them.</param>
/// <param name="Failed">Files that could not be taken; <c>GET /v1/knowledge/imports</c> says which and why.</param>
public sealed record ImportProgress(string ImportId, string Source, string State, int? Total, int Done, int Failed);
