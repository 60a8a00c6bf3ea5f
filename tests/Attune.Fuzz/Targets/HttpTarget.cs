using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Attune.Fuzz.Fuzzing;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Fuzz.Targets;

/// <summary>
/// Bytes on a new connection to the real program. Promises: the answer is an HTTP response that is no defect (500), a
/// refusal is a problem with a code, or the connection is closed; afterwards the server still answers others.
/// </summary>
internal sealed class HttpTarget : IFuzzTarget
{
    private const int LargestHead = 64 * 1024;
    private const int AskEvery = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private ServerProcess? _server;
    private long _runs;

    public string Name => "http";

    public int Rounds => 250;

    public byte[] Generate(Chance chance) => HttpGrammar.Request(chance);

    public async ValueTask<string> RunAsync(byte[] input)
    {
        _server ??= await ServerProcess.StartAsync(
            ServerProgram.At(ProgramUnderTest.Path), _folder.Path, TimeProvider.System, CancellationToken.None);
        using var deadline = new CancellationTokenSource(Patience);
        var (head, body) = await AskAsync(input, deadline.Token);
        if (_runs++ % AskEvery == 0)
            await AnswersOthersAsync(deadline.Token);
        return head is null ? "closed" : Check(head, body);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private static string Check(string head, byte[] body)
    {
        var status = head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && head.Length > 12
            && int.TryParse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        // 505 is said to a version that is not spoken.
        Promise.Holds(status is (> 100 and < 500) or 505, $"the answer is no defect: {head.Split('\r')[0]}");
        if (!head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase))
            return $"{status}";
        using var problem = JsonDocument.Parse(body);
        var code = problem.RootElement.GetProperty("code").GetString();
        Promise.Holds(!string.IsNullOrEmpty(code), "a refusal has a code");
        Promise.Holds(!string.IsNullOrEmpty(problem.RootElement.GetProperty("whatToDo").GetString()),
            "a refusal says what to do");
        return $"{status} {code}";
    }

    /// <summary>Sends all and reads one response; streams are read up to their head.</summary>
    private async Task<(string? Head, byte[] Body)> AskAsync(byte[] input, CancellationToken deadline)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.LingerState = new LingerOption(true, 0);
        await socket.ConnectAsync(_server!.Address.Host, _server.Address.Port, deadline);
        var received = new List<byte>();
        try
        {
            await socket.SendAsync(input, SocketFlags.None, deadline);
            var buffer = new byte[16 * 1024];
            while (EndOf(received) is var end && (end < 0 || received.Count < end + BodyLength(received, end)))
            {
                var read = await ReceiveAsync(socket, buffer, deadline);
                if (read == 0)
                    break;
                received.AddRange(buffer.AsSpan(0, read));
                Promise.Holds(end >= 0 || received.Count < LargestHead, "a response head has an end");
            }
        }
        catch (SocketException)
        {
            // Cut off in the middle of what it sends is one of the answers a stranger may get.
        }

        var at = EndOf(received);
        return at < 0 ? (null, []) : (Encoding.Latin1.GetString([.. received.Take(at)]), Body(received, at));
    }

    /// <summary>A server that says nothing may wait for the rest: then it learns that there is none.</summary>
    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken deadline)
    {
        var receiving = socket.ReceiveAsync(buffer, SocketFlags.None, deadline).AsTask();
        try
        {
            return await receiving.WaitAsync(Silence, deadline);
        }
        catch (TimeoutException)
        {
            socket.Shutdown(SocketShutdown.Send);
            return await receiving;
        }
    }

    private static int EndOf(List<byte> received) =>
        received.ToArray().AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var at ? at + 4 : -1;

    private static byte[] Body(List<byte> received, int at) => [.. received.Skip(at).Take(BodyLength(received, at))];

    /// <summary>By its Content-Length; 0 where there is none, as with streams.</summary>
    private static int BodyLength(List<byte> received, int end)
    {
        const string Field = "\r\nContent-Length: ";
        var head = Encoding.Latin1.GetString([.. received.Take(end)]);
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Field.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private async Task AnswersOthersAsync(CancellationToken deadline)
    {
        using var content = new StringContent("""{"service":"finance","type":"t","data":1}""");
        using var response = await _http.PostAsync(new Uri(_server!.Address, "/v2/realtime/publish"), content, deadline);
        Promise.Holds(response.IsSuccessStatusCode, $"the server still takes events: {(int)response.StatusCode}");
    }
}
