using Attune.Realtime.AiStreams;
using Attune.Realtime.Settings;
using Attune.Realtime.Tests.StreamEngines;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Tests.AiStreams;

/// <summary>Limits of AI streams say what they are and give back what is no longer used.</summary>
public sealed class AiStreamLimitTests
{
    private readonly StreamProducer _producer = new(_ => { });

    [Fact]
    public async Task A_principal_has_so_many_open_streams_and_an_end_or_an_orphan_makes_room()
    {
        await using var engine = EmbeddedHarness.Start(options => options.AiStreams.MaxOpenPerPrincipal = 2);
        Assert.Null((await engine.AppendAsAsync(_producer, "s1", 0, "a")).Failure);
        Assert.Null((await engine.AppendAsAsync(_producer, "s2", 0, "a")).Failure);
        var refused = (await engine.AppendAsAsync(_producer, "s3", 0, "a")).Failure!;
        Assert.Equal("too_many_streams", refused.Code);
        Assert.Contains("MaxOpenPerPrincipal", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("unknown_stream",
            (await engine.Engine.FindStreamAsync("local", "s3", CancellationToken.None)).Failure!.Code);
        Assert.Null((await engine.AppendAsAsync(_producer, "s3", 0, "a", principal: "another")).Failure);
        await engine.Engine.EndAsync(
            Specification.EngineHarness.Publisher(), "s1", AiStreamState.Complete, CancellationToken.None);
        Assert.Null((await engine.AppendAsAsync(_producer, "s5", 0, "a")).Failure);
        Assert.Equal("too_many_streams", (await engine.AppendAsAsync(_producer, "s6", 0, "a")).Failure!.Code);
        _producer.Leave(engine.Clock.GetTimestamp());
        await engine.PassAsync(16);
        Assert.Null((await engine.AppendAsAsync(_producer, "s6", 0, "a")).Failure);
        await engine.CrashAsync();
        Assert.Equal("too_many_streams", (await engine.AppendAsAsync(_producer, "s7", 0, "a")).Failure!.Code);
        Assert.Null((await engine.AppendAsync("s7", 0, "what the server writes itself")).Failure);
    }

    [Fact]
    public async Task A_stream_takes_so_many_appends_per_second_and_refused_ones_may_come_again()
    {
        await using var engine = EmbeddedHarness.Start(options => options.AiStreams.MaxAppendsPerSecond = 10);
        for (var i = 0; i < 10; i++)
            Assert.Null((await engine.AppendAsAsync(_producer, "s1", i, "a")).Failure);
        var refused = (await engine.AppendAsAsync(_producer, "s1", 10, "a")).Failure!;
        Assert.Equal(("too_many_appends", true), (refused.Code, refused.Retry));
        Assert.Equal(10, (await engine.AppendAsAsync(_producer, "s1", 0, "aaaaaaaaaa")).Value);
        engine.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null((await engine.AppendAsAsync(_producer, "s1", 10, "a")).Failure);
        Assert.Null((await engine.AppendAsAsync(_producer, "s1", 11, "a")).Failure);
        Assert.Equal("too_many_appends", (await engine.AppendAsAsync(_producer, "s1", 12, "a")).Failure!.Code);
        Assert.Null((await engine.AppendAsAsync(_producer, "s2", 0, "a")).Failure);
    }

    [Fact]
    public async Task A_refused_first_append_makes_no_stream()
    {
        await using var engine = EmbeddedHarness.Start(options => options.AiStreams.MaxBytes = 1024);
        Assert.Equal("stream_too_large", (await engine.AppendAsAsync(_producer, "s1", 0, new string('a', 1025))).Failure!.Code);
        Assert.Empty(engine.Engine.Streams("local", 10));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(30, false)]
    public void A_window_that_does_not_exist_is_a_wrong_setting(int milliseconds, bool isValid)
    {
        var options = new RealtimeOptions { AiStreams = { RollUpMilliseconds = milliseconds } };
        Assert.Equal(isValid, new RealtimeOptionsValidator().Validate(Options.DefaultName, options).Succeeded);
    }
}
