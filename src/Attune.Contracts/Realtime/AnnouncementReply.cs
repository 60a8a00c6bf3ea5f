namespace Attune.Contracts.Realtime;

/// <summary>An announcement that was stored and goes to everyone it is for.</summary>
/// <param name="Id">Its id, given or made.</param>
/// <param name="Topic">The topic that it stands in, the same in every organisation.</param>
/// <param name="Organisations">The organisations that got it, at least one.</param>
/// <param name="Seq">Its number in the first of them.</param>
/// <param name="Generation">The generation that the number belongs to.</param>
public sealed record AnnouncementReply(
    string Id, string Topic, IReadOnlyList<string> Organisations, long Seq, string Generation);
