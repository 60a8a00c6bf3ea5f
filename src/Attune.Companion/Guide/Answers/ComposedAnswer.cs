using Attune.Contracts.Guide;

namespace Attune.Companion.Guide.Answers;

/// <summary>An answer before the first of it is sent.</summary>
/// <param name="Found">False when the documents hold no answer and the text says so.</param>
/// <param name="Text">What is written to the reader, with the numbers of the citations in brackets.</param>
/// <param name="Citations">The sentences that the text quotes, by number.</param>
internal sealed record ComposedAnswer(bool Found, string Text, IReadOnlyList<Citation> Citations);
