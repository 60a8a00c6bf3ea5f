using System.Text.Json;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>
/// Compares what was sent, what came and what the server lists: a message is lost unless its reply is complete and the text
/// is the same in the stream, in the event and in the list; an event is lost when the chain of <c>prev</c> has a hole.
/// </summary>
internal static class ConversationChecker
{
    private static readonly string[] OncePerMessage =
        ["message.created", "emotion.updated", "mood.updated", "reply.started", "reply.completed"];

    /// <summary>What is wrong with one conversation.</summary>
    public static ConversationFaults Check(ConversationHistory history)
    {
        var (holes, repeats, swaps) = CheckChain(history.Seen);
        var events = history.Seen.DistinctBy(item => item.Id).ToList();
        var lost = history.Sent.Count(message => !IsAnswered(message, history, events));
        var texts = history.Streams.Values.Count(stream => stream.IsRepeated);
        return new ConversationFaults(
            lost + holes, repeats + texts + CountDoubles(history, events), swaps + CountSwaps(history, events));
    }

    private static (int Holes, int Repeats, int Swaps) CheckChain(IReadOnlyList<LogEvent> seen)
    {
        var (holes, repeats, swaps, last) = (0, 0, 0, 0L);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in seen)
        {
            if (!ids.Add(item.Id))
                repeats++;
            else if (item.Seq <= last)
                swaps++;
            else if (item.Prev != last)
                holes++;
            last = Math.Max(last, item.Seq);
        }

        return (holes, repeats, swaps);
    }

    private static bool IsAnswered(SentMessage message, ConversationHistory history, List<LogEvent> events)
    {
        if (message.Accepted is not { } accepted || !history.Streams.TryGetValue(accepted.StreamId, out var stream))
            return false;
        var question = history.Listed.FirstOrDefault(item => item.Id == accepted.MessageId);
        var answer = history.Listed.FirstOrDefault(item => item.Id == accepted.ReplyId);
        var completed = events.FirstOrDefault(item => item.Type == "reply.completed" && SubjectOf(item) == accepted.MessageId);
        return question?.Text == message.Text
            && answer is { State: "complete", Text.Length: > 0 } && answer.ReplyTo == accepted.MessageId
            && stream.State == "complete" && stream.Text == answer.Text
            && completed is not null && TextOf(completed) == answer.Text
            && events.Any(item => item.Type == "emotion.updated" && SubjectOf(item) == accepted.MessageId);
    }

    private static int CountDoubles(ConversationHistory history, List<LogEvent> events)
    {
        var told = events.Where(item => OncePerMessage.Contains(item.Type)).GroupBy(item => (item.Type, SubjectOf(item)));
        var questions = history.Listed.GroupBy(item => item.Id);
        var answers = history.Listed.Where(item => item.ReplyTo is not null).GroupBy(item => item.ReplyTo);
        return told.Sum(group => group.Count() - 1) + questions.Sum(group => group.Count() - 1)
            + answers.Sum(group => group.DistinctBy(item => item.Id).Count() - 1);
    }

    /// <summary>The list and the topic must tell the user's messages in the same order.</summary>
    private static int CountSwaps(ConversationHistory history, List<LogEvent> events)
    {
        var listed = history.Listed.Where(item => item.Role == "user").Select(item => item.Id).ToList();
        var told = events.Where(item => item.Type == "message.created").Select(SubjectOf).Where(listed.Contains).ToList();
        return told.Zip(listed.Where(told.Contains)).Count(pair => pair.First != pair.Second);
    }

    /// <summary>The message that an event is about.</summary>
    private static string SubjectOf(LogEvent item)
    {
        using var data = JsonDocument.Parse(item.Data);
        var root = data.RootElement;
        if (root.TryGetProperty("message", out var message))
            return message.GetProperty("id").GetString()!;
        return root.TryGetProperty("messageId", out var id) ? id.GetString()! : "";
    }

    private static string? TextOf(LogEvent item)
    {
        using var data = JsonDocument.Parse(item.Data);
        return data.RootElement.TryGetProperty("text", out var text) ? text.GetString() : null;
    }
}
