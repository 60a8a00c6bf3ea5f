using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Tests.StreamEngines;

namespace Attune.Realtime.Tests.AiStreams;

/// <summary>Text that comes in pieces becomes a stream.</summary>
public sealed class AiStreamPipeTests : IAsyncLifetime
{
    private static readonly AiStreamName Name = new("local", "s1");

    private readonly EmbeddedHarness _engine = EmbeddedHarness.Start();
    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>();
    private AiStreamService _streams = null!;

    public ValueTask InitializeAsync()
    {
        _streams = new AiStreamService(_engine.Engine);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Pieces_become_the_text_also_when_they_cut_a_character_and_the_end_completes_it()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i} é😀好 "));
        foreach (var character in text)
            _pieces.Writer.TryWrite(character.ToString());
        _pieces.Writer.Complete();
        Assert.Equal(AiStreamState.Complete, (await PipeAsync(_pieces.Reader.ReadAllAsync())).Value);
        Assert.Equal(text, await _engine.TextAsync("s1"));
        Assert.Equal(AiStreamState.Complete, (await _engine.StreamAsync("s1")).State);
    }

    [Fact]
    public async Task A_piece_is_stored_while_the_source_says_nothing_more_and_silence_does_not_orphan_the_stream()
    {
        var piping = PipeAsync(_pieces.Reader.ReadAllAsync());
        await WriteAndSeeAsync("thinking");
        await _engine.PassAsync(60);
        Assert.Equal(AiStreamState.Open, (await _engine.StreamAsync("s1")).State);
        await WriteAndSeeAsync(" done");
        _pieces.Writer.Complete();
        Assert.Equal(AiStreamState.Complete, (await Within(piping)).Value);
        Assert.Equal("thinking done", await _engine.TextAsync("s1"));
    }

    [Fact]
    public async Task A_stop_cancels_the_source_and_ends_the_stream_with_what_was_written()
    {
        var source = new Source();
        var piping = PipeAsync(source.ReadAsync(_pieces.Reader));
        await WriteAndSeeAsync("prefix");
        await _engine.Engine.StopAsync(Specification.EngineHarness.Publisher("viewer"), "s1", CancellationToken.None);
        Assert.Equal(AiStreamState.Cancelled, (await Within(piping)).Value);
        Assert.True(source.IsCancelled);
        Assert.Equal("prefix", await _engine.TextAsync("s1"));
        Assert.Equal(AiStreamState.Cancelled, (await _engine.StreamAsync("s1")).State);
    }

    [Fact]
    public async Task Viewers_see_the_stop_although_the_source_does_not_listen()
    {
        var source = new Source();
        var piping = PipeAsync(source.IgnoreStopAsync(_pieces.Reader));
        await WriteAndSeeAsync("prefix");
        await _engine.Engine.StopAsync(Specification.EngineHarness.Publisher("viewer"), "s1", CancellationToken.None);
        await UntilAsync(async () => (await _engine.StreamAsync("s1")).State == AiStreamState.Cancelled);
        Assert.False(piping.IsCompleted);
        _pieces.Writer.Complete();
        Assert.Equal(AiStreamState.Cancelled, (await Within(piping)).Value);
    }

    [Fact]
    public async Task A_source_that_throws_leaves_its_text_in_a_failed_stream()
    {
        _pieces.Writer.TryWrite("prefix");
        _pieces.Writer.Complete(new InvalidDataException("the model died"));
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => PipeAsync(_pieces.Reader.ReadAllAsync()));
        Assert.Equal("the model died", thrown.Message);
        Assert.Equal("prefix", await _engine.TextAsync("s1"));
        Assert.Equal(AiStreamState.Failed, (await _engine.StreamAsync("s1")).State);
    }

    [Fact]
    public async Task The_end_of_the_server_leaves_it_open_and_another_goes_on_at_its_end()
    {
        using var server = new CancellationTokenSource();
        var piping = _streams.PipeAsync(Name, "text", _pieces.Reader.ReadAllAsync(), server.Token).AsTask();
        await WriteAndSeeAsync("first ");
        await server.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(piping));
        Assert.Equal(AiStreamState.Open, (await _engine.StreamAsync("s1")).State);
        Assert.Equal(AiStreamState.Complete, (await PipeAsync(One("second"))).Value);
        Assert.Equal("first second", await _engine.TextAsync("s1"));
    }

    [Fact]
    public async Task A_log_that_refuses_is_told_and_the_stream_stays_open()
    {
        var piping = PipeAsync(_pieces.Reader.ReadAllAsync());
        await WriteAndSeeAsync("first ");
        _engine.FailWrites(true);
        _pieces.Writer.TryWrite("lost");
        Assert.Equal("storage_unavailable", (await Within(piping)).Failure!.Code);
        Assert.Equal(AiStreamState.Open, (await _engine.StreamAsync("s1")).State);
        _engine.FailWrites(false);
        Assert.Equal(AiStreamState.Complete, (await PipeAsync(One("second"))).Value);
        Assert.Equal("first second", await _engine.TextAsync("s1"));
    }

    private Task<Foundation.Failures.Outcome<AiStreamState>> PipeAsync(IAsyncEnumerable<string> pieces) =>
        _streams.PipeAsync(Name, "text", pieces, TestContext.Current.CancellationToken).AsTask();

    private async Task WriteAndSeeAsync(string piece)
    {
        _pieces.Writer.TryWrite(piece);
        await UntilAsync(async () => (await _streams.ReadAsync(Name, CancellationToken.None)) is { } stream
            && stream.Parts.TryGetValue("text", out var text)
            && Encoding.UTF8.GetString(text.Span).EndsWith(piece, StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<T> Within<T>(Task<T> task) =>
        task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private static async IAsyncEnumerable<string> One(string piece)
    {
        await Task.Yield();
        yield return piece;
    }

    /// <summary>A model that notices, or not, that nobody wants more of it.</summary>
    private sealed class Source
    {
        public bool IsCancelled { get; private set; }

        public async IAsyncEnumerable<string> ReadAsync(
            ChannelReader<string> pieces, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            try
            {
                await foreach (var piece in pieces.ReadAllAsync(cancellation))
                    yield return piece;
            }
            finally
            {
                IsCancelled = cancellation.IsCancellationRequested;
            }
        }

        public async IAsyncEnumerable<string> IgnoreStopAsync(ChannelReader<string> pieces)
        {
            await foreach (var piece in pieces.ReadAllAsync(CancellationToken.None))
                yield return piece;
        }
    }
}
