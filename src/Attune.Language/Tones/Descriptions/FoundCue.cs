namespace Attune.Language.Tones.Descriptions;

/// <summary>A sign and where it stands.</summary>
internal readonly record struct FoundCue(TextSpan Span, Cue Cue);
