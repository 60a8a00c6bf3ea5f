namespace Attune.Contracts.Conversations;

/// <summary>Opens a conversation.</summary>
/// <param name="PersonaId">Who answers; <c>GET /v1/personas</c> lists them.</param>
/// <param name="Language">
/// Language of the notice, <c>en</c> (default) or <c>zh-Hant</c>, with or without a region; messages are answered in their own.
/// </param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same conversation.</param>
public sealed record ConversationRequest(string? PersonaId, string? Language = null, string? ClientId = null);
