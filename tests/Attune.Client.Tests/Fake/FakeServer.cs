using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Attune.Client.Tests.Fake;

/// <summary>
/// A server in memory that speaks the protocol over real WebSocket and HTTP bytes, and can be made to fail at any moment.
/// </summary>
internal sealed class FakeServer(int seed = 0) : IAsyncDisposable
{
    private readonly List<(FakeSession Session, Action Abort)> _open = [];
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _tasks = [];
    private readonly HashSet<FakeEvent> _lost = [];
    private TaskCompletionSource _changed = NewSignal();

    public FakeLog Log { get; } = new();

    public Random Random { get; } = new(seed);

    /// <summary>False: WebSockets are refused, as by a proxy that does not know them.</summary>
    public bool AllowsSockets { get; set; } = true;

    /// <summary>False: event streams are refused.</summary>
    public bool AllowsEventStreams { get; set; } = true;

    /// <summary>False: nobody can connect at all.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>One in so many frames with events is lost although the connection lives; 0 for none.</summary>
    public int LosesOneIn { get; set; }

    /// <summary>One in so many answers is lost together with its connection; 0 for none.</summary>
    public int BreaksOneIn { get; set; }

    /// <summary>What the next HTTP requests are answered with; null for the real answer.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Refuse { get; set; }

    /// <summary>Topics that may not be followed.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>Tokens that came, in order.</summary>
    public List<string?> Tokens { get; } = [];

    /// <summary>Frames that came over WebSockets, in order.</summary>
    public List<string> Received { get; } = [];

    public int Connections { get; private set; }

    /// <summary>WebSockets that were closed by their clients as the protocol wants it.</summary>
    public int Goodbyes { get; private set; }

    public CancellationToken Over => _over.Token;

    /// <summary>Options of a client of this server, impatient enough for tests.</summary>
    public AttuneClientOptions Options(TimeProvider? clock = null) => new(new Uri("http://fake.test/base"))
    {
        ConnectSocket = ConnectAsync,
        HttpHandler = new FakeHttp(this),
        BackOffStart = TimeSpan.FromMilliseconds(1),
        BackOffLimit = TimeSpan.FromMilliseconds(5),
        ProbeInterval = TimeSpan.FromMilliseconds(5),
        AttemptTimeout = TimeSpan.FromSeconds(30),
        Random = new Random(seed),
        Clock = clock ?? TimeProvider.System,
    };

    public void Publish(string topic, string id, string type = "t")
    {
        lock (Log.Gate)
        {
            Log.Publish(topic, id, type, $"\"{id}\"");
            Changed();
        }
    }

    /// <summary>Cuts every connection.</summary>
    public void CutAll()
    {
        lock (Log.Gate)
        {
            foreach (var (session, abort) in _open.ToList())
                Cut(session, abort);
            Changed();
        }
    }

    /// <summary>Sends a frame to everybody, or to everybody with a WebSocket.</summary>
    public void Broadcast(string frame, bool toSockets = false)
    {
        lock (Log.Gate)
        {
            foreach (var (session, _) in _open.Where(one => one.Session.IsSocket || !toSockets))
                session.Send(frame);
            Changed();
        }
    }

    /// <summary>Once for each frame: one that is lost again when it is asked for again is rightly told as gone.</summary>
    public bool Loses(FakeEvent first) => LosesOneIn > 0 && Random.Next(LosesOneIn) == 0 && _lost.Add(first);

    public bool Breaks() => BreaksOneIn > 0 && Random.Next(BreaksOneIn) == 0;

    /// <summary>Under the log's lock: wakes everybody who waits for something to send.</summary>
    public void Changed()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    /// <summary>Under the log's lock.</summary>
    public Task NextChange() => _changed.Task;

    public FakeSession Open(Action abort, bool isSocket = false)
    {
        lock (Log.Gate)
        {
            var session = new FakeSession(this) { IsSocket = isSocket };
            _open.Add((session, abort));
            Connections++;
            return session;
        }
    }

    public void Close(FakeSession session)
    {
        lock (Log.Gate)
        {
            session.IsGone = true;
            _open.RemoveAll(one => one.Session == session);
            Changed();
        }
    }

    public void SaidGoodbye()
    {
        lock (Log.Gate)
        {
            Goodbyes++;
            Changed();
        }
    }

    /// <summary>Waits for something that what clients send brings about.</summary>
    public async Task WhenAsync(Func<bool> condition, TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        while (true)
        {
            Task changed;
            lock (Log.Gate)
            {
                if (condition())
                    return;
                changed = NextChange();
            }

            await changed.WaitAsync(late.Token);
        }
    }

    public void Track(Task task)
    {
        lock (_tasks)
            _tasks.Add(task);
    }

    public async ValueTask DisposeAsync()
    {
        CutAll();
        await _over.CancelAsync();
        Task[] tasks;
        lock (_tasks)
            tasks = [.. _tasks];
        await Task.WhenAll(tasks);
        _over.Dispose();
    }

    public async Task<WebSocket> ConnectAsync(Uri address, string? token, CancellationToken cancellation)
    {
        Assert.Equal("ws://fake.test/base/v2/realtime/stream", address.AbsoluteUri);
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        lock (Log.Gate)
        {
            Tokens.Add(token);
            if (!IsUp || !AllowsSockets)
                throw new WebSocketException("The server returned status code '400' when status code '101' was expected.");
        }

        var (toServer, toClient) = (new Pipe(), new Pipe());
        var mine = WebSocket.CreateFromStream(
            new DuplexStream(toServer.Reader, toClient.Writer), isServer: true, null, Timeout.InfiniteTimeSpan);
        Track(new FakeSocket(this, mine).RunAsync());
        return WebSocket.CreateFromStream(
            new DuplexStream(toClient.Reader, toServer.Writer), isServer: false, null, Timeout.InfiniteTimeSpan);
    }

    private void Cut(FakeSession session, Action abort)
    {
        if (session.IsGone)
            return;
        session.IsGone = true;
        _open.RemoveAll(one => one.Session == session);
        abort();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
