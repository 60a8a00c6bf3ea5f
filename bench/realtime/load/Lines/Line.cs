using System.Runtime.InteropServices;
using RealtimeLoad.Load;

namespace RealtimeLoad.Lines;

/// <summary>A connection to the server that never makes its loop wait.</summary>
internal abstract unsafe class Line
{
    private readonly LineLoop _loop;
    private readonly long _mark;
    private byte[] _unsent = [];

    protected Line(LineLoop loop, int port)
    {
        _loop = loop;
        (Descriptor, _mark) = loop.Open(this, port);
    }

    public int Descriptor { get; }

    /// <summary>Cut, by us or by the server.</summary>
    public bool IsOver { get; private set; }

    /// <summary>It is not read at the moment.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Bytes of something whose rest has not come.</summary>
    public byte[] Rest { get; set; } = [];

    /// <summary>Takes bytes that came.</summary>
    /// <returns>How many were used; the others are given again with what follows.</returns>
    public abstract int Read(ReadOnlySpan<byte> bytes, long now);

    /// <summary>The server has ended it.</summary>
    public abstract void OnLost();

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (IsOver)
            return;
        if (_unsent.Length == 0)
            bytes = bytes[TrySend(bytes)..];
        if (bytes.Length == 0)
            return;
        _unsent = [.. _unsent, .. bytes];
        _loop.NoteUnsent(this);
    }

    /// <summary>Sends what did not fit before; true when nothing is left.</summary>
    public bool TrySendRest()
    {
        _unsent = _unsent[TrySend(_unsent)..];
        return _unsent.Length == 0;
    }

    /// <summary>Ends it without a word.</summary>
    public void Cut()
    {
        if (IsOver)
            return;
        IsOver = true;
        _loop.Close(this, _mark);
    }

    public void Pause()
    {
        if (IsOver || IsPaused)
            return;
        IsPaused = true;
        _loop.Ignore(this);
    }

    public void Unpause()
    {
        if (IsOver || !IsPaused)
            return;
        IsPaused = false;
        _loop.Watch(this, _mark);
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var sent = Kernel.Send(Descriptor, start, bytes.Length, Kernel.DontWait | Kernel.NoSignal);
            // A broken connection is told by the next read.
            return sent < 0 && Marshal.GetLastPInvokeError() != Kernel.WouldBlock ? bytes.Length : (int)Math.Max(0, sent);
        }
    }
}
