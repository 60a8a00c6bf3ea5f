namespace Attune.Contracts.Conversations;

/// <summary>A message of a person.</summary>
/// <param name="Text">1 to 8,000 characters.</param>
/// <param name="ClientId">
/// Chosen by the client, at most 128 characters; the same id in the same conversation again returns the same message.
/// </param>
public sealed record MessageRequest(string? Text, string? ClientId = null);
