using System.Text;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Specification;
using Attune.Realtime.Tests.Delivery;

namespace Attune.Realtime.Tests.AiStreams;

/// <summary>
/// Two producers write one text, each when and where chance tells it: at the end, below it, beyond it, with other bytes,
/// leaving and coming back, with a disk that refuses now and then. Viewers come and go. Whatever happens, everybody ends
/// with the same bytes, and nothing that was acknowledged is missing.
/// </summary>
public sealed class InterleavingTests
{
    private const int Steps = 150;
    private static readonly long[] Windows = [0, 20, 40, 100];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_viewer_ends_with_the_same_bytes_whoever_wrote_them(int seed)
    {
        await using var delivery = DeliveryHarness.Start();
        var run = new Run(delivery, new Random(seed));
        for (var step = 0; step < Steps; step++)
            await run.StepAsync();
        await run.FinishAsync();
    }

    private sealed class Run(DeliveryHarness delivery, Random chance)
    {
        private readonly EngineHarness _engine = delivery.Engine;
        private readonly TextViewer[] _viewers = [.. Enumerable.Range(0, 4).Select(_ => new TextViewer())];
        private readonly Connection?[] _connections = new Connection?[4];
        private readonly StreamProducer[] _producers = [New(), New()];
        private readonly List<(Task<Outcome<long>> Task, long End)> _appends = [];
        private readonly string[] _words =
            [.. Enumerable.Range(0, 400).Select(i => (i % 4) switch { 0 => "好", 1 => "é😀", 2 => $"w{i} ", _ => "abcdef" })];

        public Task StepAsync() => chance.Next(100) switch
        {
            < 55 => AppendAsync(),
            < 62 => ContradictAsync(),
            < 78 => ReconnectAsync(chance.Next(_viewers.Length)),
            < 90 => PassAsync(chance.Next(60) / 1000.0),
            < 94 => PassAsync(16),
            < 97 => LeaveAsync(),
            _ => FailAsync(),
        };

        public async Task FinishAsync()
        {
            await SettleAsync();
            foreach (var producer in _producers)
                producer.Leave(_engine.Clock.GetTimestamp());
            for (var i = 0; i < _viewers.Length; i++)
                await ReconnectAsync(i);
            var last = New();
            var text = string.Concat(_words);
            var appended = await Within(_engine.AppendAsAsync(last, "s1", 0, text, 0));
            Assert.Equal(Encoding.UTF8.GetByteCount(text), appended.Value);
            foreach (var (task, end) in _appends)
                Assert.True((await task).Failure is not null || (await task).Value >= end);
            var ended = await _engine.Engine.EndAsync(EngineHarness.Publisher() with { Producer = last }, "s1",
                AiStreamState.Complete, CancellationToken.None);
            Assert.Null(ended.Failure);
            for (var i = 0; i < _viewers.Length; i++)
            {
                Assert.Equal("complete", await Within(_viewers[i].Ended));
                Assert.Empty(_viewers[i].Faults);
                Assert.Equal(text, Encoding.UTF8.GetString(_viewers[i].Text));
            }

            Assert.Equal(text, await _engine.TextAsync("s1"));
        }

        /// <summary>A few words, mostly where the text ends; whatever is accepted is a piece of the same text.</summary>
        private async Task AppendAsync()
        {
            var length = await LengthAsync();
            var first = 0;
            for (var at = 0L; at < length && first < _words.Length; first++)
                at += Encoding.UTF8.GetByteCount(_words[first]);
            first = Math.Clamp(first + (chance.Next(4) == 0 ? chance.Next(-6, 4) : 0), 0, _words.Length - 20);
            var piece = string.Concat(_words.Skip(first).Take(chance.Next(1, 5)));
            var from = Encoding.UTF8.GetByteCount(string.Concat(_words.Take(first)));
            var task = _engine.AppendAsAsync(
                _producers[chance.Next(2)], "s1", from, piece, Windows[chance.Next(Windows.Length)]);
            _appends.Add((task, from + Encoding.UTF8.GetByteCount(piece)));
        }

        /// <summary>Other bytes at a place that is taken are refused, also when the text there is not stored yet.</summary>
        private async Task ContradictAsync()
        {
            if (await LengthAsync() == 0)
                return;
            var task = _engine.AppendAsAsync(_producers[chance.Next(2)], "s1", 0, "好X");
            Assert.Equal("append_conflict", (await SettledAsync(task)).Failure!.Code);
        }

        private async Task ReconnectAsync(int i)
        {
            if (_connections[i] is { } before)
                before.Shard.Post(new RemoveConnection(before));
            if (await LengthAsync() == 0)
                return;
            var (writer, have) = _viewers[i].Reconnect();
            var connection = _connections[i] = await delivery.ConnectAsync(writer, "finance");
            connection.Shard.Post(new ViewStream(connection, await _engine.StreamAsync("s1"),
                new Dictionary<string, long>(StringComparer.Ordinal) { ["text"] = have }, []));
        }

        private Task PassAsync(double seconds) => _engine.PassAsync(seconds);

        private Task LeaveAsync()
        {
            var i = chance.Next(2);
            _producers[i].Leave(_engine.Clock.GetTimestamp());
            _producers[i] = New();
            return Task.CompletedTask;
        }

        private async Task FailAsync()
        {
            await SettleAsync();
            _engine.FailWrites(true);
            await AppendAsync();
            await SettleAsync();
            _engine.FailWrites(false);
        }

        private async Task SettleAsync()
        {
            foreach (var (task, _) in _appends)
                await SettledAsync(task);
        }

        /// <summary>Lets time pass until what gathers has gone.</summary>
        private async Task<Outcome<long>> SettledAsync(Task<Outcome<long>> task)
        {
            if (!task.IsCompleted)
                _engine.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return await Within(task);
        }

        private async Task<long> LengthAsync() =>
            (await _engine.Engine.FindStreamAsync("local", "s1", CancellationToken.None)) is { Failure: null } found
                ? found.Value.FindPart("text")?.Length ?? 0
                : 0;

        private static StreamProducer New() => new(_ => { });

        private static Task<T> Within<T>(Task<T> task) =>
            task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
