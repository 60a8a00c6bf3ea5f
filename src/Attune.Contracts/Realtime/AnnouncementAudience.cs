namespace Attune.Contracts.Realtime;

/// <summary>Whom an announcement is for. Exactly one field is given.</summary>
/// <param name="Everyone">True: every organisation of this server.</param>
/// <param name="Organisation">Everyone in this organisation.</param>
/// <param name="Group">Everyone in the caller's organisation whose token names this group.</param>
public sealed record AnnouncementAudience(bool? Everyone = null, string? Organisation = null, string? Group = null);
