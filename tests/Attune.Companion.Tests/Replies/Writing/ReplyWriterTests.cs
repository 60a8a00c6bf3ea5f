using System.Text;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts.Guide;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Attune.Language;
using Attune.Realtime.AiStreams;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Replies.Writing;

/// <summary>The writer over a real database, with a clock that the test moves and streams in memory.</summary>
public sealed class ReplyWriterTests : IDisposable
{
    private const string Text =
        "An answer of about one hundred characters, which is written at twenty characters in each second. [1]…";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly DataFolder _data;
    private readonly ManualClock _clock = new();
    private readonly MemoryAiStreams _streams = new();
    private readonly ReplyMeter _meter = new();
    private readonly GuideOptions _options = new() { CharactersPerSecond = 20, LongestAnswerSeconds = 60, MaxAttempts = 4 };
    private readonly SqliteDatabase _database;
    private readonly ReplyTable _replies;
    private readonly ReplySettlement _settlement;
    private readonly ReplyWriter _writer;

    public ReplyWriterTests()
    {
        _data = DataFolder.Open(_folder.Path);
        _database = new SqliteDatabase(_data);
        var registration = new ModuleRegistration("companion", new ServiceCollection(), new ConfigurationBuilder().Build());
        CompanionModule.Doors.Register(registration);
        new MigrationRunner(_database, new ModuleCatalogue([registration]), _clock).Run();
        _replies = new ReplyTable(_database, _clock);
        _settlement = new ReplySettlement(_replies, _database, new EventOutbox(_database), _meter, _clock);
        _writer = NewWriter();
    }

    [Fact]
    public async Task A_reply_is_written_at_reading_speed_and_completed()
    {
        var reply = await StartAsync("r1");
        Assert.Equal(Text[..5], _streams.TextOf("s-r1"));
        await TickAfterAsync(1);
        Assert.Equal(Text[..25], _streams.TextOf("s-r1"));
        await TickAfterAsync(0);
        Assert.Equal(Text[..25], _streams.TextOf("s-r1"));
        await TickAfterAsync(10);
        Assert.Equal(Text, _streams.TextOf("s-r1"));
        Assert.Equal(AiStreamState.Complete, _streams.StateOf("s-r1"));
        Assert.Equal(ReplyState.Complete, Stored(reply).State);
        Assert.Equal(0, _writer.Active);
    }

    [Fact]
    public async Task One_tick_serves_all_active_replies()
    {
        for (var i = 0; i < 100; i++)
            await StartAsync($"r{i}");
        _streams.Appends.Clear();
        await TickAfterAsync(1);
        Assert.Equal(100, _streams.Appends.Count);
        await TickAfterAsync(60);
        Assert.Equal(0, _writer.Active);
    }

    [Fact]
    public async Task A_viewer_s_stop_keeps_what_was_written_and_only_its_citations()
    {
        var reply = await StartAsync("r1");
        await TickAfterAsync(1);
        _streams.RequestStop("s-r1");
        await TickAfterAsync(1);
        Assert.Equal(AiStreamState.Cancelled, _streams.StateOf("s-r1"));
        var stored = Stored(reply);
        Assert.Equal(ReplyState.Cancelled, stored.State);
        Assert.Equal(Text[..25], stored.Text);
        Assert.Empty(stored.Citations);
    }

    [Fact]
    public async Task A_stop_that_came_before_the_writer_ends_the_reply_before_its_first_piece()
    {
        var reply = Add("r1");
        Assert.NotNull(_replies.ClaimNext(Lease));
        Assert.False(_settlement.RequestStop(reply));
        await _writer.StartAsync(Composed(reply), TestContext.Current.CancellationToken);
        Assert.Equal(ReplyState.Cancelled, Stored(reply).State);
        Assert.Equal("", Stored(reply).Text);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(4.7)]
    public async Task Another_writer_goes_on_after_a_crash_byte_for_byte(double crashAfterSeconds)
    {
        var reply = await StartAsync("r1");
        await TickAfterAsync(crashAfterSeconds);
        var before = _streams.TextOf("s-r1");
        Assert.InRange(before.Length, 1, Text.Length - 1);

        var next = NewWriter();
        Assert.Equal(1, _replies.ReleaseLeftovers());
        var resumed = _replies.ClaimNext(Lease)!;
        Assert.Equal(2, resumed.Attempt);
        Assert.Equal(Text, resumed.Text);
        await next.StartAsync(resumed, TestContext.Current.CancellationToken);
        Assert.StartsWith(before, _streams.TextOf("s-r1"), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await next.TickAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Text, _streams.TextOf("s-r1"));
        Assert.Equal(Text, string.Concat(_streams.Appends.Select(append => append.Text)));
        Assert.Equal(ReplyState.Complete, Stored(reply).State);
    }

    [Theory]
    [InlineData(AiStreamState.Complete, "complete")]
    [InlineData(AiStreamState.Cancelled, "cancelled")]
    public async Task A_crash_between_the_end_of_the_stream_and_of_the_row_is_made_good(AiStreamState state, string expected)
    {
        var reply = Composed(Add("r1"));
        var stream = new AiStreamName("local", reply.StreamId);
        await _streams.AppendAsync(stream, "text", 0, Encoding.UTF8.GetBytes(Text), TestContext.Current.CancellationToken);
        await _streams.EndAsync(stream, state, TestContext.Current.CancellationToken);
        Assert.NotNull(_replies.ClaimNext(Lease));
        await _writer.StartAsync(reply, TestContext.Current.CancellationToken);
        Assert.Equal(expected, ReplyMapping.NameOf(Stored(reply).State));
        Assert.Equal(Text, Stored(reply).Text);
    }

    [Fact]
    public async Task A_failing_log_is_tried_again_and_nothing_is_doubled()
    {
        var reply = await StartAsync("r1");
        _streams.FailingAppends = 2;
        await TickAfterAsync(1);
        await TickAfterAsync(0.05);
        Assert.Equal(1, _streams.FailingAppends);
        await TickAfterAsync(1);
        await TickAfterAsync(60);
        Assert.Equal(Text, _streams.TextOf("s-r1"));
        Assert.Equal(ReplyState.Complete, Stored(reply).State);
    }

    [Fact]
    public async Task A_log_that_stays_sick_fails_the_reply_with_an_honest_word()
    {
        var reply = await StartAsync("r1");
        _streams.FailingAppends = _options.MaxAttempts;
        for (var i = 0; i <= _options.MaxAttempts; i++)
            await TickAfterAsync(5);
        var stored = Stored(reply);
        Assert.Equal(ReplyState.Failed, stored.State);
        Assert.Equal($"{Text[..5]}\n\n{AnswerTexts.CouldNotFinish(TextLanguage.English)}", stored.Text);
        Assert.Equal(stored.Text, _streams.TextOf("s-r1"));
        Assert.Equal(AiStreamState.Failed, _streams.StateOf("s-r1"));
    }

    [Fact]
    public async Task Foreign_text_in_the_stream_fails_the_reply_and_is_not_overwritten()
    {
        var reply = Composed(Add("r1"));
        var stream = new AiStreamName("local", reply.StreamId);
        await _streams.AppendAsync(stream, "text", 0, "Foreign"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.NotNull(_replies.ClaimNext(Lease));
        await _writer.StartAsync(reply, TestContext.Current.CancellationToken);
        Assert.Equal(ReplyState.Failed, Stored(reply).State);
        Assert.StartsWith("Foreign", _streams.TextOf("s-r1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_replies_are_taken_in_the_order_they_were_asked_and_a_finished_one_never()
    {
        Add("b");
        Add("a");
        var first = _replies.ClaimNext(Lease)!;
        Assert.Equal("b", first.Id);
        _settlement.Finish(first, ReplyState.Complete, new ComposedAnswer(true, "x", []));
        Assert.Equal("a", _replies.ClaimNext(Lease)!.Id);
        Assert.Null(_replies.ClaimNext(Lease));
        _settlement.Finish(first, ReplyState.Failed, new ComposedAnswer(true, "y", []));
        Assert.Equal("x", Stored(first).Text);
    }

    [Fact]
    public void The_first_text_that_was_stored_stays()
    {
        var reply = Add("r1");
        var first = _replies.StoreAnswer(reply, new ComposedAnswer(true, "first", []));
        var second = _replies.StoreAnswer(reply, new ComposedAnswer(true, "second", []));
        Assert.Equal("first", first!.Text);
        Assert.Equal("first", second!.Text);
    }

    [Fact]
    public void A_waiting_reply_that_is_stopped_ends_at_once()
    {
        var reply = Add("r1");
        Assert.True(_settlement.RequestStop(reply));
        Assert.Equal(ReplyState.Cancelled, Stored(reply).State);
        Assert.Null(_replies.ClaimNext(Lease));
    }

    public void Dispose()
    {
        _meter.Dispose();
        _database.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    private ReplyWriter NewWriter() =>
        new(_replies, _settlement, new ReplyStops(), _streams, Options.Create(_options), _clock, _meter,
            NullLogger<ReplyWriter>.Instance);

    private Reply Add(string id) => _replies.Add(new Reply(0, id, "local", "owner", null, ReplyState.Queued, 0, false, $"s-{id}",
        TextLanguage.English, "What?", false, null, [], _clock.GetUtcNow(), "cid")).Reply;

    private Reply Composed(Reply reply) =>
        _replies.StoreAnswer(reply, new ComposedAnswer(true, Text, [new Citation(1, "d", "D", 0, 1, "A")]))!;

    private async Task<Reply> StartAsync(string id)
    {
        Composed(Add(id));
        var reply = _replies.ClaimNext(Lease)!;
        await _writer.StartAsync(reply, TestContext.Current.CancellationToken);
        return reply;
    }

    private Reply Stored(Reply reply) => _replies.Find("local", "owner", reply.Id)!;

    private async Task TickAfterAsync(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await _writer.TickAsync(TestContext.Current.CancellationToken);
    }
}
