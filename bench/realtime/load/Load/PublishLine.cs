using System.Net;
using System.Net.Sockets;

namespace RealtimeLoad.Load;

/// <summary>One keep-alive connection over which requests go without waiting for their answers.</summary>
internal sealed unsafe class PublishLine : IDisposable
{
    private static ReadOnlySpan<byte> Answer => "HTTP/1.1 "u8;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _unsent = [];
    private byte[] _rest = [];

    public PublishLine(int port)
    {
        _socket.Connect(IPAddress.Loopback, port);
        Descriptor = (int)_socket.Handle;
    }

    public int Descriptor { get; }

    public bool HasUnsent => _unsent.Length > 0;

    /// <summary>Requests whose answer has not come.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Sends without ever blocking the measuring loop; what does not fit waits.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        Unanswered++;
        if (!HasUnsent)
            request = request[TrySend(request)..];
        if (request.Length > 0)
            _unsent = [.. _unsent, .. request];
    }

    public void SendUnsent() => _unsent = _unsent[TrySend(_unsent)..];

    /// <summary>Reads answers and fails on any that is not a success.</summary>
    public void ReadAnswers()
    {
        var buffer = stackalloc byte[16384];
        var read = Kernel.Receive(Descriptor, buffer, 16384, Kernel.DontWait);
        if (read == 0)
            throw new InvalidDataException("The server closed the publishing connection.");
        ReadOnlySpan<byte> text = [.. _rest, .. new ReadOnlySpan<byte>(buffer, (int)Math.Max(0, read))];
        while (text.IndexOf(Answer) is var at and >= 0 && text.Length > at + Answer.Length)
        {
            text = text[(at + Answer.Length)..];
            if (text[0] != (byte)'2')
                throw new InvalidDataException("A publish was refused: " + System.Text.Encoding.UTF8.GetString(text));
            Unanswered--;
        }

        _rest = text[Math.Max(0, text.Length - Answer.Length)..].ToArray();
    }

    public void Dispose() => _socket.Dispose();

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var sent = Kernel.Send(Descriptor, start, bytes.Length, Kernel.DontWait | Kernel.NoSignal);
            return (int)Math.Max(0, sent);
        }
    }
}
