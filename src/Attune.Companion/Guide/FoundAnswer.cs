using Attune.Companion.Guide.Answers;

namespace Attune.Companion.Guide;

/// <summary>What the documents say to a question.</summary>
/// <param name="Answer">The answer that the rules compose.</param>
/// <param name="Passages">The passages that it was sought in, best first.</param>
internal sealed record FoundAnswer(ComposedAnswer Answer, IReadOnlyList<SourcePassage> Passages);
