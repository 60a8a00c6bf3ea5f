using Attune.Language.Sentences;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// The part of a message that documents can answer. People tell and ask in one breath ("I had a long day. How do I export my
/// notes?"), and what they tell would hide what they ask.
/// </summary>
internal static class QuestionPart
{
    /// <summary>The sentences that end as questions; the whole text when there are none, or nothing else.</summary>
    public static string Of(string text)
    {
        var questions = SentenceSplitter.Split(text)
            .Select(sentence => sentence.Span.Of(text).ToString())
            .Where(sentence => sentence[^1] is '?' or '？')
            .ToList();
        return questions.Count == 0 ? text : string.Join('\n', questions);
    }
}
