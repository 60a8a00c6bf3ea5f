namespace Attune.Server.Verbs.Bench.Crisis;

/// <summary>One sentence of the gold set; <c>bench/crisis/README.md</c> says what the columns mean.</summary>
internal sealed record CrisisSentence(string Id, string Language, bool IsCrisis, string Category, bool IsHeld, string Text);
