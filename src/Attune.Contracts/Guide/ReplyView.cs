using Attune.Contracts.Crisis;

namespace Attune.Contracts.Guide;

/// <summary>An answer of the guide, finished or not.</summary>
/// <param name="ReplyId">Its id.</param>
/// <param name="StreamId">The AI stream that carries it.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Language"><c>en</c> or <c>zh-Hant</c>.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>complete</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Method">How it was made; <c>rules</c> without a language model.</param>
/// <param name="Found">False when the documents held no answer.</param>
/// <param name="Text">The whole answer once it is composed, otherwise null.</param>
/// <param name="Citations">The passages that the answer quotes.</param>
/// <param name="CreatedAt">When it was asked (UTC).</param>
/// <param name="Tone">The tone it is said in; absent for answers that are said as they were written.</param>
/// <param name="Crisis">Present when the question spoke of a crisis: whom the answer names instead of answering.</param>
public sealed record ReplyView(
    string ReplyId,
    string StreamId,
    string Question,
    string Language,
    string State,
    string Method,
    bool Found,
    string? Text,
    IReadOnlyList<Citation> Citations,
    DateTimeOffset CreatedAt,
    GuideTone? Tone = null,
    CrisisView? Crisis = null);
