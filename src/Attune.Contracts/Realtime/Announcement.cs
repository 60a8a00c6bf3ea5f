namespace Attune.Contracts.Realtime;

/// <summary>What the event of an announcement holds.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">What there is to say; empty for nothing more.</param>
/// <param name="Level"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="To"><c>everyone</c>, <c>organisation</c> or <c>group:</c> and its name.</param>
/// <param name="ExpiresAt">When it need not be shown any more (UTC); absent for never.</param>
public sealed record Announcement(string Title, string Text, string Level, string To, DateTimeOffset? ExpiresAt);
