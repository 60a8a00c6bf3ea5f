namespace Attune.Language.Tones.Descriptions;

/// <summary>A sign in a description.</summary>
/// <param name="Tone">What it speaks about; null for one that only hides shorter ones.</param>
/// <param name="Weight">Log-odds for that tone.</param>
/// <param name="Kind">What kind of sign it is.</param>
internal readonly record struct Cue(Tone? Tone, double Weight, string Kind);
