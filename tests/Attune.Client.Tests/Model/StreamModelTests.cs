using System.Runtime.CompilerServices;
using System.Text;
using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests.Model;

/// <summary>An AI stream that is written and read through one failure after the other is the same at both ends.</summary>
public sealed class StreamModelTests
{
    private const int Cuts = 40;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_stream_is_byte_identical_whatever_happens_on_the_way(int seed)
    {
        await using var server = new FakeServer(seed) { BreaksOneIn = 25 };
        await using var producer = new AttuneClient(server.Options());
        await using var viewer = new AttuneClient(server.Options());
        producer.Connect();
        viewer.Connect();
        using var over = new CancellationTokenSource();
        var chaos = ChaosAsync(server, new Random(seed * 31), over.Token);
        var text = string.Concat(Enumerable.Range(0, 120).Select(i => $"第{i}個字 😀 word {i}. "));
        var reading = ReadAsync(viewer);
        var outcome = await producer.FeedAsync("s", Cut(text, new Random(seed))).WaitAsync(Deadline);
        var read = await reading.WaitAsync(Deadline);
        await over.CancelAsync();
        await chaos;
        Assert.Equal(AiStreamState.Complete, outcome.State);
        Assert.Equal(text, read);
        Assert.Equal(Encoding.UTF8.GetBytes(text), server.Log.Streams["s"].Bytes);
        Assert.Equal("complete", server.Log.Streams["s"].State);
    }

    private static async Task<string> ReadAsync(AttuneClient viewer)
    {
        var text = new StringBuilder();
        await foreach (var piece in viewer.ReadTextAsync("s"))
            text.Append(piece);
        return text.ToString();
    }

    /// <summary>Anywhere, also in the middle of a surrogate pair, as models do.</summary>
    private static async IAsyncEnumerable<string> Cut(
        string text, Random random, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 9), text.Length - at);
            yield return text.Substring(at, length);
            at += length;
            if (random.Next(4) == 0)
                await Task.Delay(1, cancellation);
        }
    }

    /// <summary>Ends after a while: on a machine that is busy nobody would get through otherwise.</summary>
    private static async Task ChaosAsync(FakeServer server, Random random, CancellationToken over)
    {
        for (var i = 0; i < Cuts && !over.IsCancellationRequested; i++)
        {
            await Task.Delay(random.Next(5, 40), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (server.Log.Gate)
            {
                if (random.Next(2) == 0)
                    server.AllowsSockets = !server.AllowsSockets;
            }

            server.CutAll();
        }

        lock (server.Log.Gate)
            server.BreaksOneIn = 0;
    }
}
