using Attune.Server.Verbs.Bench.Conversations;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Tests.Bench;

/// <summary>Faults are planted into a history without any: a checker that has not caught them says nothing.</summary>
public sealed class ConversationCheckerTests
{
    private static readonly ConversationFaults Lost = new(1, 0, 0);
    private static readonly ConversationFaults Duplicated = new(0, 1, 0);
    private static readonly ConversationFaults Reordered = new(0, 0, 1);

    private readonly List<SentMessage> _sent = [];
    private readonly List<LogEvent> _seen = [];
    private readonly List<ListedMessage> _listed = [];
    private readonly Dictionary<string, ViewedStream> _streams = [];

    public ConversationCheckerTests()
    {
        for (var i = 1; i <= 3; i++)
        {
            _sent.Add(new SentMessage($"Question {i}?", i, new AcceptedMessage($"m{i}", $"r{i}", $"s{i}")));
            AddEvent("message.created", $$$"""{"message":{"id":"m{{{i}}}","role":"user"}}""");
            AddEvent("emotion.updated", $$"""{"messageId":"m{{i}}","labels":[]}""");
            AddEvent("reply.started", $$"""{"replyId":"r{{i}}","messageId":"m{{i}}","streamId":"s{{i}}"}""");
            AddEvent("reply.completed", $$"""{"messageId":"m{{i}}","streamId":"s{{i}}","text":"Answer {{i}}."}""");
            _listed.Add(new ListedMessage($"m{i}", "user", $"Question {i}?", null, null));
            _listed.Add(new ListedMessage($"r{i}", "assistant", $"Answer {i}.", $"m{i}", "complete"));
            _streams.Add($"s{i}", new ViewedStream($"Answer {i}.", "complete", i, false));
        }
    }

    [Fact]
    public void A_whole_history_has_no_faults() => Assert.Equal(default, Check());

    [Fact]
    public void A_message_that_was_not_taken_is_lost()
    {
        _sent.Add(new SentMessage("Question 4?", 4, null));
        Assert.Equal(Lost, Check());
    }

    [Theory]
    [InlineData("Answer", "complete")]
    [InlineData("Answer 2.", "open")]
    [InlineData("Answer 2.", "failed")]
    public void A_stream_that_is_not_what_is_listed_is_lost(string text, string state)
    {
        _streams["s2"] = _streams["s2"] with { Text = text, State = state };
        Assert.Equal(Lost, Check());
    }

    [Theory]
    [InlineData("Answer 2.", "running")]
    [InlineData("Another answer.", "complete")]
    public void A_listed_answer_that_is_not_what_was_streamed_is_lost(string text, string state)
    {
        _listed[3] = _listed[3] with { Text = text, State = state };
        Assert.Equal(Lost, Check());
    }

    [Fact]
    public void A_message_that_is_not_listed_is_lost()
    {
        _listed.RemoveAt(2);
        Assert.Equal(Lost, Check());
    }

    [Fact]
    public void An_event_that_did_not_come_is_a_hole()
    {
        _seen.RemoveAt(6); // reply.started of the second: its answer is there, only the chain is broken
        Assert.Equal(Lost, Check());
    }

    [Fact]
    public void A_completion_and_an_emotion_that_did_not_come_are_missed_even_at_the_end()
    {
        _seen.RemoveAt(11);
        Assert.Equal(Lost, Check());
        _seen.RemoveAt(5);
        Assert.Equal(new ConversationFaults(3, 0, 0), Check());
    }

    [Fact]
    public void An_event_that_came_twice_is_duplicated()
    {
        _seen.Insert(6, _seen[5]);
        Assert.Equal(Duplicated, Check());
    }

    [Fact]
    public void A_second_answer_or_emotion_under_another_id_is_duplicated()
    {
        _listed.Add(new ListedMessage("r9", "assistant", "Answer 2.", "m2", "complete"));
        Assert.Equal(Duplicated, Check());
        AddEvent("emotion.updated", """{"messageId":"m2","labels":[]}""");
        Assert.Equal(new ConversationFaults(0, 2, 0), Check());
    }

    [Fact]
    public void Bytes_that_came_twice_are_duplicated()
    {
        _streams["s1"] = _streams["s1"] with { IsRepeated = true };
        Assert.Equal(Duplicated, Check());
    }

    [Fact]
    public void An_event_that_came_late_is_reordered()
    {
        (_seen[9], _seen[10]) = (_seen[10], _seen[9]);
        // Where it was missing there was a hole first, which nobody had told.
        Assert.Equal(Reordered with { Lost = 1 }, Check());
    }

    [Fact]
    public void A_list_in_another_order_than_the_topic_is_reordered()
    {
        (_listed[0], _listed[2]) = (_listed[2], _listed[0]);
        Assert.Equal(new ConversationFaults(0, 0, 2), Check());
    }

    private ConversationFaults Check() =>
        ConversationChecker.Check(new ConversationHistory(_sent, _seen, _streams, _listed));

    private void AddEvent(string type, string data)
    {
        var seq = (_seen.Count + 1) * 10;
        _seen.Add(new LogEvent("conversation:c", seq, seq - 10, $"e{seq}", type, data));
    }
}
