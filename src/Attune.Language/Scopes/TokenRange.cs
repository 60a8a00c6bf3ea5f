namespace Attune.Language.Scopes;

/// <summary>Tokens of a reading, from one to another, both included.</summary>
internal readonly record struct TokenRange(int First, int Last);
