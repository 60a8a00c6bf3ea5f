namespace Attune.Contracts.Knowledge;

/// <summary>A document to answer from.</summary>
/// <param name="Name">What people call it, 1 to 200 characters.</param>
/// <param name="Text">Its text, plain or Markdown; 1 character to 5 MB of UTF-8 (setting Knowledge:MaxDocumentBytes).</param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same document.</param>
public sealed record DocumentRequest(string? Name, string? Text, string? ClientId = null);
