namespace Attune.Server.Verbs.Describe;

/// <summary>An invented description of a visitor.</summary>
/// <param name="Id">Its place in the pool, from 1.</param>
/// <param name="Tone">The tone it was written for, such as <c>child_friendly</c>; else <c>neutral</c> or <c>empty</c>.</param>
/// <param name="Language"><c>en</c> or <c>zh-TW</c>.</param>
/// <param name="Text">What a describer would tell.</param>
internal sealed record PooledDescription(int Id, string Tone, string Language, string Text);
