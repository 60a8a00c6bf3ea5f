namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>Where a handshake asks the server to go on. All null: live only.</summary>
/// <param name="LastSeq">One number for all topics, 0 for everything retained.</param>
/// <param name="Positions">A number per topic; used when <paramref name="LastSeq"/> is null.</param>
/// <param name="Generation">The incarnation of the log that the numbers belong to; null means the newest.</param>
/// <param name="Token">A resume token, instead of all the others.</param>
internal sealed record Resume(
    long? LastSeq = null, IReadOnlyDictionary<string, long>? Positions = null, string? Generation = null, string? Token = null)
{
    public static readonly Resume Live = new();
}
