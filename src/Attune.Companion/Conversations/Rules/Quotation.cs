namespace Attune.Companion.Conversations.Rules;

/// <summary>The person's own words, word for word.</summary>
/// <param name="Text">A sentence of an earlier message, or all of it.</param>
/// <param name="At">When it was written.</param>
internal sealed record Quotation(string Text, DateTimeOffset At);
