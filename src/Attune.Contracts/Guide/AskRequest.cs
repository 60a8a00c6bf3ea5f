namespace Attune.Contracts.Guide;

/// <summary>A question to the guide.</summary>
/// <param name="Question">1 to 8,000 characters, English or Chinese; the answer comes in the same language.</param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same reply.</param>
public sealed record AskRequest(string? Question, string? ClientId = null);
