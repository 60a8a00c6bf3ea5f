namespace Attune.Contracts.Knowledge;

/// <summary>The watched folder, whose files are documents.</summary>
/// <param name="State">
/// <c>off</c> when none is watched, <c>starting</c> before it was looked at first, <c>watching</c>, <c>missing</c> when the
/// folder is not there, <c>unreadable</c> when it could not be looked through, or <c>crowded</c> when it holds more files
/// than are looked at. In the last three nothing is deleted.
/// </param>
/// <param name="Path">The folder on the server; absent when none is watched.</param>
/// <param name="Files">Files found in it at the last look.</param>
/// <param name="Documents">Documents that stand for some of them.</param>
/// <param name="Waiting">Files that are being written still, or are about to be read.</param>
/// <param name="LookedAt">When it was looked through last (UTC); absent before the first look.</param>
/// <param name="Problems">Files that are not taken, and why; at most a hundred.</param>
public sealed record FolderView(
    string State,
    string? Path,
    int Files,
    int Documents,
    int Waiting,
    DateTimeOffset? LookedAt,
    IReadOnlyList<FileProblem> Problems);
