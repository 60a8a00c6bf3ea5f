using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;
using Attune.Language;

namespace Attune.Companion.Replies;

/// <summary>
/// A reply as a stored work item. Text and citations are stored before the first piece is sent, so whoever goes on with
/// it after a crash writes the same bytes.
/// </summary>
internal sealed record Reply(
    long Position,
    string Id,
    string Organisation,
    string Owner,
    string? ClientId,
    ReplyState State,
    int Attempt,
    bool StopRequested,
    string StreamId,
    TextLanguage Language,
    string Question,
    bool Found,
    string? Text,
    IReadOnlyList<Citation> Citations,
    DateTimeOffset CreatedAt,
    string CorrelationId,
    string? ConversationId = null,
    string? MessageId = null,
    string Method = Reply.RulesMethod,
    string? Model = null,
    bool Fallback = false,
    StoredVisit? Visit = null,
    GuideTone? Tone = null,
    CrisisView? Crisis = null)
{
    /// <summary>Made by rules, without a language model.</summary>
    public const string RulesMethod = "rules";

    /// <summary>Written by a language model.</summary>
    public const string ModelMethod = "model";

    /// <summary>The stream that carries the reply with this id.</summary>
    public static string StreamOf(string id) => $"reply-{id}";

    public bool IsFinished => State is not (ReplyState.Queued or ReplyState.Running);

    public ReplyView ToView() => new(Id, StreamId, Question, Language.Tag, ReplyMapping.NameOf(State), Method, Found, Text,
        Citations, CreatedAt, Tone, Crisis);
}
