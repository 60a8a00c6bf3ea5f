using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RealtimeLoad.Load;

namespace RealtimeLoad.Lines;

/// <summary>One thread that serves many lines by epoll, and does what is due at its time.</summary>
internal sealed unsafe class LineLoop : IDisposable
{
    private const int BufferBytes = 2 * 1024 * 1024;
    private const int EventLimit = 1024;
    private const int SourceAddresses = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    private readonly int _poll = Kernel.CreatePoll(0);
    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(BufferBytes);
    private readonly Kernel.PollEvent* _events =
        (Kernel.PollEvent*)NativeMemory.Alloc(EventLimit, (nuint)sizeof(Kernel.PollEvent));
    private readonly Dictionary<long, (Line Line, Socket Socket)> _lines = [];
    private readonly HashSet<Line> _unsent = [];
    private readonly PriorityQueue<Action, long> _due = new();
    private long _lastMark;

    /// <summary>Does something at a stopwatch time, or as soon afterwards as the loop gets to it.</summary>
    public void At(long time, Action action) => _due.Enqueue(action, time);

    /// <summary>Does something after a while.</summary>
    public void After(TimeSpan delay, Action action) =>
        At(Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency), action);

    /// <summary>Serves the lines until this is true; false when the time was over before.</summary>
    public bool RunUntil(Func<bool> isDone, TimeSpan limit)
    {
        for (var passed = Stopwatch.StartNew(); !isDone();)
        {
            if (passed.Elapsed > limit)
                return false;
            Poll();
        }

        return true;
    }

    public void Run(TimeSpan duration) => RunUntil(() => false, duration);

    /// <summary>Connects a line and begins to serve it.</summary>
    /// <returns>Its descriptor, and the mark by which it is taken out again.</returns>
    public (int Descriptor, long Mark) Open(Line line, int port)
    {
        // A reset at the end leaves no port waiting, so that thousands can be opened again at once.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new LingerOption(true, 0),
        };
        var descriptor = (int)socket.Handle;
        _lines[++_lastMark] = (line, socket);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (_lastMark % SourceAddresses))]), 0));
        socket.Connect(IPAddress.Loopback, port);
        Control(Kernel.AddToPoll, descriptor, _lastMark);
        return (descriptor, _lastMark);
    }

    /// <summary>Ends a line's connection.</summary>
    public void Close(Line line, long mark)
    {
        _unsent.Remove(line);
        if (_lines.Remove(mark, out var ended))
            ended.Socket.Dispose();
    }

    /// <summary>The line is not read for a time; its other end may go on writing.</summary>
    public void Ignore(Line line) => Control(Kernel.RemoveFromPoll, line.Descriptor, 0);

    /// <summary>It is read again.</summary>
    public void Watch(Line line, long mark) => Control(Kernel.AddToPoll, line.Descriptor, mark);

    /// <summary>The line could not send everything; it is tried again.</summary>
    public void NoteUnsent(Line line) => _unsent.Add(line);

    public void Dispose()
    {
        foreach (var (_, socket) in _lines.Values)
            socket.Dispose();
        _ = Kernel.Close(_poll);
        NativeMemory.Free(_buffer);
        NativeMemory.Free(_events);
    }

    private void Poll()
    {
        var now = Stopwatch.GetTimestamp();
        while (_due.TryPeek(out var action, out var time) && time <= now)
        {
            _due.Dequeue();
            action();
        }

        if (_unsent.Count > 0)
            _unsent.RemoveWhere(line => line.TrySendRest());
        var wait = _unsent.Count > 0 ? TimeSpan.FromMilliseconds(1) : UntilDue();
        var limit = new Kernel.TimeSpec { Nanoseconds = (long)wait.TotalNanoseconds };
        var count = Kernel.WaitForPoll(_poll, _events, EventLimit, &limit, 0);
        for (var i = 0; i < count; i++)
        {
            // An earlier event of this batch may have ended it.
            if (_lines.TryGetValue(_events[i].Data, out var served))
                Receive(served.Line);
        }
    }

    private TimeSpan UntilDue()
    {
        if (!_due.TryPeek(out _, out var time))
            return LongestWait;
        var left = Math.Max(0, time - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
        return left > LongestWait.TotalSeconds ? LongestWait : TimeSpan.FromSeconds(left);
    }

    private void Receive(Line line)
    {
        var kept = line.Rest.Length;
        line.Rest.CopyTo(new Span<byte>(_buffer, BufferBytes));
        var read = Kernel.Receive(line.Descriptor, _buffer + kept, BufferBytes - kept, Kernel.DontWait);
        if (read < 0 && Marshal.GetLastPInvokeError() == Kernel.WouldBlock)
            return;
        if (read <= 0)
        {
            line.Cut();
            line.OnLost();
            return;
        }

        var bytes = new ReadOnlySpan<byte>(_buffer, kept + (int)read);
        var used = line.Read(bytes, Stopwatch.GetTimestamp());
        line.Rest = used >= bytes.Length ? [] : bytes[used..].ToArray();
    }

    private void Control(int operation, int descriptor, long mark)
    {
        var change = new Kernel.PollEvent { Events = Kernel.Readable, Data = mark };
        if (Kernel.ControlPoll(_poll, operation, descriptor, &change) != 0)
            throw new InvalidOperationException($"epoll refused a socket: error {Marshal.GetLastPInvokeError()}.");
    }
}
