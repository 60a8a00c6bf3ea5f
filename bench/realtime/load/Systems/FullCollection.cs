using System.Net.Sockets;
using System.Text;

namespace RealtimeLoad.Systems;

/// <summary>
/// Makes a .NET process collect its whole heap from outside, by the runtime's diagnostic port: a tracing session with the
/// keyword "GCHeapCollect" induces a full collection when it starts.
/// </summary>
internal static class FullCollection
{
    private const long HeapCollectKeyword = 0x800000;
    private const int Informational = 4;
    private const int BufferMegabytes = 16;
    private const int NetTrace = 1;
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static async Task InduceAsync(int process)
    {
        // A process that was killed leaves its socket behind, and its number may have been given again since.
        var path = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket")
            .MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new InvalidOperationException("The runtime has no diagnostic port, so its heap cannot be collected.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync(Request());
        var answer = new byte[4096];
        var read = await socket.ReceiveAsync(answer);
        if (read < 20 || answer[17] != 0)
            throw new InvalidOperationException("The runtime refused a tracing session, so its heap cannot be collected.");
        // The collection runs beside the session's first events; what it streams is read away so that it never waits for us.
        using var limit = new CancellationTokenSource(Settle);
        try
        {
            while (await socket.ReceiveAsync(answer, limit.Token) > 0)
                continue;
        }
        catch (OperationCanceledException)
        {
            // Long enough: closing the socket ends the session.
        }
    }

    /// <summary>"CollectTracing" of the runtime's documented inter-process protocol.</summary>
    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(BufferMegabytes);
        writer.Write(NetTrace);
        writer.Write(1);
        writer.Write(HeapCollectKeyword);
        writer.Write(Informational);
        WriteText(writer, RuntimeProvider);
        WriteText(writer, "");
        var body = payload.ToArray();
        return
        [
            .. "DOTNET_IPC_V1\0"u8, .. BitConverter.GetBytes((ushort)(body.Length + 20)), 0x02, 0x02, 0, 0, .. body,
        ];
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write(text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
