using System.Net.Sockets;

namespace RealtimeLoad.Load;

/// <summary>One receiving connection.</summary>
internal sealed class Subscriber(int index, int topic, Socket socket)
{
    public int Index { get; } = index;

    public int Topic { get; } = topic;

    public Socket Socket { get; } = socket;

    public int Descriptor { get; } = (int)socket.Handle;

    public Arrivals Arrivals { get; } = new();

    /// <summary>The answer to the upgrade has been read.</summary>
    public bool IsUpgraded { get; set; }

    /// <summary>The server has told that it follows its topics.</summary>
    public bool IsReady { get; set; }

    /// <summary>It has stopped reading at some time; its latencies are not those of a healthy client.</summary>
    public bool HasStalled { get; set; }

    /// <summary>Bytes of a frame whose rest has not come.</summary>
    public byte[]? Rest { get; set; }

    /// <summary>The end of a fragment that cut a mark in two.</summary>
    public byte[]? MarkBegun { get; set; }
}
