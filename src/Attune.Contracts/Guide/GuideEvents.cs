namespace Attune.Contracts.Guide;

/// <summary>The event <c>sources</c> of an answer: where its sentences stand.</summary>
/// <param name="Found">False when the documents hold no answer.</param>
/// <param name="Method"><c>rules</c> or <c>model</c>.</param>
/// <param name="Citations">What the answer quotes or cites.</param>
public sealed record GuideSources(bool Found, string Method, IReadOnlyList<Citation> Citations);

/// <summary>The event <c>text</c> of an answer.</summary>
/// <param name="Text">The next piece, to be appended as it is.</param>
public sealed record GuideText(string Text);

/// <summary>The event <c>done</c>, the last one of an answer.</summary>
/// <param name="Complete">False when there was nothing to answer with; <c>Error</c> says why.</param>
/// <param name="TotalMs">From the question to the last piece, in milliseconds.</param>
/// <param name="Error">The code of what went wrong, as in docs/reference/errors.md; absent when nothing did.</param>
public sealed record GuideDone(bool Complete, double TotalMs, string? Error = null);
