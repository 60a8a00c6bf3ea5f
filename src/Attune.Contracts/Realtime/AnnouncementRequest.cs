namespace Attune.Contracts.Realtime;

/// <summary>Something that people should see whatever else they do.</summary>
/// <param name="To">Whom it is for.</param>
/// <param name="Title">One line, 1 to 200 characters.</param>
/// <param name="Text">What there is to say, at most 4,000 characters; none if absent.</param>
/// <param name="Level"><c>info</c> (if absent), <c>warning</c> or <c>critical</c>.</param>
/// <param name="Type">The kind of event; <c>announcement.published</c> if absent.</param>
/// <param name="Id">Makes a repeat return the first result for ten minutes, at most 128 characters; made here if absent.</param>
/// <param name="ExpiresAt">When it need not be shown any more (UTC), in the future; never if absent.</param>
public sealed record AnnouncementRequest(
    AnnouncementAudience? To,
    string? Title,
    string? Text = null,
    string? Level = null,
    string? Type = null,
    string? Id = null,
    DateTimeOffset? ExpiresAt = null);
