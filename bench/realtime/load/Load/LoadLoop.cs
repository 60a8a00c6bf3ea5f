using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RealtimeLoad.Load;

/// <summary>
/// One thread that publishes, receives on every connection by epoll and checks what it got. It allocates nothing for a
/// delivery that comes in one piece.
/// </summary>
internal sealed unsafe class LoadLoop : IDisposable
{
    private const int BufferBytes = 512 * 1024;
    private const int EventLimit = 1024;
    private const int ConnectWindow = 200;
    private const int StoreWindow = 64;
    private const int SourceAddresses = 4;

    /// <summary>A server that listens with the usual backlog is not hurried beyond what it can note.</summary>
    private const double ConnectsPerSecond = 1_500;
    private const int LongestStretch = 5;
    private const int PublishLineMark = -1;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    private readonly ServerDialect _dialect;
    private readonly int _port;
    private readonly FrameScanner _scanner;
    private readonly PublishLine _line;
    private readonly List<Subscriber> _subscribers = [];
    private readonly int _poll = Kernel.CreatePoll(0);
    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(BufferBytes);
    private readonly Kernel.PollEvent* _events =
        (Kernel.PollEvent*)NativeMemory.Alloc(EventLimit, (nuint)sizeof(Kernel.PollEvent));
    private long _keptAlive = Stopwatch.GetTimestamp();

    public LoadLoop(ServerDialect dialect, int port, int publishPort, int topics)
    {
        _dialect = dialect;
        _port = port;
        Topics = topics;
        Ledger = new DeliveryLedger(topics);
        _scanner = new FrameScanner(Ledger, dialect);
        _line = new PublishLine(publishPort);
        Watch(_line.Descriptor, PublishLineMark);
    }

    public int Topics { get; }

    public DeliveryLedger Ledger { get; }

    /// <summary>Bytes of text frames that have come, their headers included.</summary>
    public long TextBytes => _scanner.TextBytes;

    public IReadOnlyList<Subscriber> Subscribers => _subscribers;

    /// <summary>Opens so many connections more, over the topics in turn, and waits until all follow theirs.</summary>
    public void Connect(int count)
    {
        var first = _subscribers.Count;
        for (var n = 0; n < count; n++)
        {
            var topic = _subscribers.Count % Topics;
            _subscribers.Add(new Subscriber(_subscribers.Count, topic, Ledger.Published(topic)));
            Ledger.Follow(topic);
        }

        OpenFrom(first);
    }

    /// <summary>Cuts all connections at once. Their messages are still waited for.</summary>
    public void DropAll()
    {
        foreach (var subscriber in _subscribers)
            subscriber.Drop();
        _scanner.Ready = 0;
    }

    /// <summary>Opens all connections again and waits until all follow their topics; what they missed comes meanwhile.</summary>
    public void ReconnectAll() => OpenFrom(0);

    /// <summary>Publishes so many messages to each topic while nobody listens, and waits until all are acknowledged.</summary>
    public void Store(int messages, Func<int, byte[]> payload)
    {
        for (var n = 0; n < messages * Topics; n++)
        {
            var topic = n % Topics;
            _line.Send(_dialect.Publish(topic, payload(Ledger.Publish(topic, Stopwatch.GetTimestamp()))));
            AwaitAnswers(StoreWindow - 1);
        }

        AwaitAnswers(0);
    }

    /// <summary>
    /// Publishes at this pace for a time and until there were so many deliveries, but at most five times as long: a busy
    /// machine must not make a run end before compilers have done their work.
    /// </summary>
    public void Publish(Pace pace, Func<int, byte[]> payload, TimeSpan duration, long deliveries = 0)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var lastEnd = start + (LongestStretch * (end - start));
        var enough = Ledger.Delivered + deliveries;
        var progress = (Delivered: Ledger.Delivered, At: Stopwatch.GetTimestamp());
        while (true)
        {
            var now = Stopwatch.GetTimestamp();
            if ((now >= end && (Ledger.Delivered >= enough || now >= lastEnd))
                || Stopwatch.GetElapsedTime(progress.At, now) > GiveUpAfter)
                return;
            while (pace.TryTake(Ledger.InFlight, now, out var intended, out var number))
            {
                var topic = (int)(number % Topics);
                _line.Send(_dialect.Publish(topic, payload(Ledger.Publish(topic, intended))));
            }

            Poll(Until(Math.Min(now < end ? end : lastEnd, pace.NextDue)));
            if (Ledger.Delivered != progress.Delivered)
                progress = (Ledger.Delivered, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Receives until nobody waits for anything, or nothing has come for a while.</summary>
    public void Drain() => ReceiveWhile(() => Ledger.InFlight > 0);

    /// <summary>Receives until every subscriber has everything, those that stalled too, or nothing comes any more.</summary>
    public void DrainAll() => ReceiveWhile(() =>
        _subscribers.Exists(subscriber => subscriber.Arrivals.LostOf(Ledger.Published(subscriber.Topic)) > 0));

    /// <summary>Keeps connections alive for a time without publishing.</summary>
    public void Rest(TimeSpan duration)
    {
        for (var passed = Stopwatch.StartNew(); passed.Elapsed < duration;)
            Poll(LongestWait);
    }

    /// <summary>These subscribers stop reading.</summary>
    public void Stall(IEnumerable<Subscriber> subscribers)
    {
        foreach (var subscriber in subscribers)
        {
            subscriber.HasStalled = true;
            Ledger.Stall(subscriber.Topic);
            Control(Kernel.RemoveFromPoll, subscriber.Descriptor, subscriber.Index);
        }
    }

    /// <summary>They read again.</summary>
    public void Resume(IEnumerable<Subscriber> subscribers)
    {
        foreach (var subscriber in subscribers)
            Watch(subscriber.Descriptor, subscriber.Index);
    }

    public Faults Check() => new(
        _subscribers.Sum(subscriber => (long)subscriber.Arrivals.LostOf(Ledger.Published(subscriber.Topic))),
        _subscribers.Sum(subscriber => subscriber.Arrivals.Duplicated),
        _subscribers.Sum(subscriber => subscriber.Arrivals.Reordered));

    public void Dispose()
    {
        foreach (var subscriber in _subscribers)
            subscriber.Drop();
        _line.Dispose();
        _ = Kernel.Close(_poll);
        NativeMemory.Free(_buffer);
        NativeMemory.Free(_events);
    }

    private void OpenFrom(int first)
    {
        var pace = Pace.Rate(ConnectsPerSecond);
        var (ready, next) = (_scanner.Ready, first);
        var progress = (_scanner.Ready, At: Stopwatch.GetTimestamp());
        while (_scanner.Ready < _subscribers.Count)
        {
            var mayOpen = next < _subscribers.Count && next - first < _scanner.Ready - ready + ConnectWindow;
            if (mayOpen && pace.TryTake(0, Stopwatch.GetTimestamp(), out _, out _))
            {
                Open(_subscribers[next++]);
                continue;
            }

            Poll(mayOpen ? Until(pace.NextDue) : LongestWait);
            if (_scanner.Ready != progress.Ready)
                progress = (_scanner.Ready, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(progress.At) > ConnectLimit)
                throw new TimeoutException($"{_scanner.Ready} of {_subscribers.Count} connections were ready in time.");
        }
    }

    private void Open(Subscriber subscriber)
    {
        // A reset at the end leaves no port waiting, so that thousands of connections can be opened again at once.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new LingerOption(true, 0),
        };
        // One address has some 28,000 ports, fewer while others use them.
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (subscriber.Index % SourceAddresses))]), 0));
        socket.Connect(IPAddress.Loopback, _port);
        subscriber.Attach(socket);
        Watch(subscriber.Descriptor, subscriber.Index);
        socket.Send(Wire.Upgrade(_dialect.PathOf(subscriber.Topic), _dialect.UpgradeFields));
    }

    private void AwaitAnswers(int unanswered)
    {
        for (var passed = Stopwatch.StartNew(); _line.Unanswered > unanswered; Poll(LongestWait))
        {
            if (passed.Elapsed > ConnectLimit)
                throw new TimeoutException($"{_line.Unanswered} publishes were not answered in time.");
        }
    }

    private void ReceiveWhile(Func<bool> isAwaited)
    {
        var (delivered, at) = (Ledger.Delivered, Stopwatch.GetTimestamp());
        while (isAwaited() && Stopwatch.GetElapsedTime(at) < GiveUpAfter)
        {
            Poll(LongestWait);
            if (Ledger.Delivered != delivered)
                (delivered, at) = (Ledger.Delivered, Stopwatch.GetTimestamp());
        }
    }

    private void Poll(TimeSpan limit)
    {
        if (_line.HasUnsent)
            _line.SendUnsent();
        if (_dialect.KeepAlive is { } keepAlive && Stopwatch.GetElapsedTime(_keptAlive) > KeepAliveEvery)
            KeepAlive(keepAlive);
        var wait = _line.HasUnsent ? TimeSpan.FromMilliseconds(1) : limit;
        var time = new Kernel.TimeSpec { Nanoseconds = (long)wait.TotalNanoseconds };
        var count = Kernel.WaitForPoll(_poll, _events, EventLimit, &time, 0);
        for (var i = 0; i < count; i++)
        {
            if (_events[i].Data == PublishLineMark)
                _line.ReadAnswers();
            else
                Receive(_subscribers[(int)_events[i].Data]);
        }
    }

    private void Receive(Subscriber subscriber)
    {
        var kept = subscriber.Rest?.Length ?? 0;
        subscriber.Rest?.CopyTo(new Span<byte>(_buffer, BufferBytes));
        var read = Kernel.Receive(subscriber.Descriptor, _buffer + kept, BufferBytes - kept, Kernel.DontWait);
        if (read < 0 && Marshal.GetLastPInvokeError() == Kernel.WouldBlock)
            return;
        if (read <= 0)
            throw new InvalidDataException("The server dropped a connection.");
        var bytes = new ReadOnlySpan<byte>(_buffer, kept + (int)read);
        var used = _scanner.Scan(subscriber, bytes, Stopwatch.GetTimestamp());
        subscriber.Rest = used == bytes.Length ? null : bytes[used..].ToArray();
    }

    private void KeepAlive(byte[] frame)
    {
        _keptAlive = Stopwatch.GetTimestamp();
        foreach (var subscriber in _subscribers.Where(subscriber => subscriber.IsReady))
            subscriber.Socket.Send(frame);
    }

    private void Watch(int descriptor, int mark) => Control(Kernel.AddToPoll, descriptor, mark);

    private void Control(int operation, int descriptor, int mark)
    {
        var change = new Kernel.PollEvent { Events = Kernel.Readable, Data = mark };
        if (Kernel.ControlPoll(_poll, operation, descriptor, &change) != 0)
            throw new InvalidOperationException($"epoll refused a socket: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>The time left until a stopwatch time, between nothing and the longest wait.</summary>
    private static TimeSpan Until(long due)
    {
        var left = Math.Max(0, due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
        return left > LongestWait.TotalSeconds ? LongestWait : TimeSpan.FromSeconds(left);
    }
}
