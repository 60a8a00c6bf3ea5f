namespace Attune.Companion.Retrieval.Folder;

/// <summary>How the watched folder was at the last look.</summary>
/// <param name="Finding">Whether all of it was seen.</param>
/// <param name="Files">Files seen.</param>
/// <param name="Waiting">Files that are not settled, or about to be read.</param>
/// <param name="LookedAt">When (UTC).</param>
internal sealed record FolderStatus(FolderFinding Finding, int Files, int Waiting, DateTimeOffset LookedAt);
