using Attune.Foundation.Failures;

namespace Attune.Companion.Guide;

/// <summary>What can go wrong with questions and replies.</summary>
internal static class GuideFailures
{
    public static Failure UnknownReply(string id) => new("unknown_reply", 404, "There is no such reply.",
        $"No reply of yours has the id '{id}'.", "List your replies with GET /v1/replies.");

    public static Failure QuestionTooLong(int limit) => new("question_too_long", 413, "The question is too long.",
        $"A question has at most {limit} characters.", "Shorten it, or import the long part as a document.");

    public static Failure TooManyWaiting(int limit) => new("overloaded", 503, "Too many questions are waiting.",
        $"{limit} questions wait for an answer.", "Wait a moment and ask again with the same clientId.", Retry: true);
}
