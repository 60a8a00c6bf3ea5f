namespace Attune.Language.Scopes;

/// <summary>A part of a text that something holds for.</summary>
/// <param name="Kind">What holds for it.</param>
/// <param name="Cue">The words or the mark that say so.</param>
/// <param name="Span">The part: behind the cue, between the marks, or the whole sentence of a question.</param>
public readonly record struct TextScope(ScopeKind Kind, TextSpan Cue, TextSpan Span);
