using System.Net.Sockets;

namespace RealtimeLoad.Load;

/// <summary>One receiving connection.</summary>
/// <param name="index">Its place among all.</param>
/// <param name="topic">What it follows.</param>
/// <param name="publishedBefore">Messages of the topic that were published before it came.</param>
internal sealed class Subscriber(int index, int topic, int publishedBefore)
{
    private Socket? _socket;

    public int Index { get; } = index;

    public int Topic { get; } = topic;

    public Socket Socket => _socket ?? throw new InvalidOperationException("Not connected.");

    public int Descriptor { get; private set; }

    public Arrivals Arrivals { get; } = new(publishedBefore);

    /// <summary>The answer to the upgrade has been read.</summary>
    public bool IsUpgraded { get; set; }

    /// <summary>The server has told that it follows its topics.</summary>
    public bool IsReady { get; set; }

    /// <summary>It was connected before: it resumes.</summary>
    public bool HasBeenReady { get; private set; }

    /// <summary>The server's number of the last event seen, where the dialect resumes by it.</summary>
    public long Position { get; set; }

    /// <summary>It has stopped reading at some time; its latencies are not those of a healthy client.</summary>
    public bool HasStalled { get; set; }

    /// <summary>Bytes of a frame whose rest has not come.</summary>
    public byte[]? Rest { get; set; }

    /// <summary>The end of a fragment that cut a mark in two.</summary>
    public byte[]? MarkBegun { get; set; }

    /// <summary>Takes a fresh socket; what has arrived stays.</summary>
    public void Attach(Socket socket)
    {
        _socket = socket;
        Descriptor = (int)socket.Handle;
    }

    /// <summary>Cuts the connection, without a word.</summary>
    public void Drop()
    {
        _socket?.Dispose();
        _socket = null;
        HasBeenReady |= IsReady;
        IsUpgraded = IsReady = false;
        Rest = MarkBegun = null;
    }
}
