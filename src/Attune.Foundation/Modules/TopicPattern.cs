namespace Attune.Foundation.Modules;

/// <summary>Topics that a module opens for use, beyond those in the settings.</summary>
/// <param name="Pattern">A name, or a prefix followed by <c>*</c>.</param>
/// <param name="Verbs">What callers may do with them: <c>subscribe</c>, <c>publish</c>, <c>history</c>.</param>
public sealed record TopicPattern(string Pattern, IReadOnlyList<string> Verbs);
