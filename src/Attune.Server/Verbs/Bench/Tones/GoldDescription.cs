using Attune.Language.Tones;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>A description of the gold set.</summary>
/// <param name="Language"><c>en</c> or <c>zh-TW</c>.</param>
/// <param name="Tone">The right tone.</param>
/// <param name="IsHeld">True in the half that the rules were not made on.</param>
/// <param name="Text">The description.</param>
internal sealed record GoldDescription(string Language, Tone Tone, bool IsHeld, string Text);
