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

    public static Failure TooOften(int limit, string what) => new("guide_too_often", 429, "Too many questions in a minute.",
        $"One {what} may ask {limit} questions a minute.", "Wait as long as Retry-After says, then ask again.", Retry: true);

    public static Failure VisitorQuestionTooLong(int limit) => new("visitor_question_too_long", 400, "The question is too long.",
        $"A visitor's question has at most {limit} characters.", "Shorten it.");

    public static Failure TextTooLong(int limit) => new("visitor_text_too_long", 400, "The text is too long.",
        $"A text that is to be said in a tone has at most {limit} characters.", "Send it in parts.");

    public static Failure NothingToAnswerWith { get; } = new("guide_cannot_answer", 503, "The guide can look nothing up.",
        "The documents cannot be searched, and no model is there to answer.",
        "Ask again in a while; the server's log says what is wrong with the documents.", Retry: true);
}
