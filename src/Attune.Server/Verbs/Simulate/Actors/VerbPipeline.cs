using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>
/// Sends numbered verbs over WebSocket, in order and with several on their way at once. After a lost connection it
/// reconnects and sends again, in order, everything that was not answered.
/// </summary>
/// <param name="target">The server.</param>
/// <param name="window">Verbs that may wait for their reply at the same time.</param>
/// <param name="pause">Waits before each verb.</param>
internal sealed class VerbPipeline(ServerTarget target, int window, Func<CancellationToken, Task> pause)
{
    /// <summary>Connections that were lost.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Sends verbs 0 to <paramref name="count"/> - 1; ends when each has its reply.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="write">Writes a verb with its number as <c>ref</c>; called again when it is sent again.</param>
    /// <param name="onReply">Gets each verb's reply once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">A verb was refused for good.</exception>
    public async Task RunAsync(
        int count, Func<int, ReadOnlyMemory<byte>> write, Action<int, ServerFrame> onReply, CancellationToken cancellation)
    {
        var answered = new bool[count];
        while (Array.Exists(answered, done => !done))
        {
            try
            {
                await RunConnectionAsync(answered, write, onReply, cancellation);
            }
            catch (ConnectionLostException)
            {
                Reconnects++;
                await pause(cancellation);
            }
        }
    }

    private async Task RunConnectionAsync(
        bool[] answered, Func<int, ReadOnlyMemory<byte>> write, Action<int, ServerFrame> onReply, CancellationToken cancellation)
    {
        var (socket, _) = await RealtimeSocket.OpenAsync(target, ClientFrames.Greeting(), cancellation);
        using var owned = socket;
        var waiting = new HashSet<int>();
        var next = 0;
        while (true)
        {
            for (; next < answered.Length && waiting.Count < window; next++)
            {
                if (answered[next])
                    continue;
                await pause(cancellation);
                await socket.SendAsync(write(next), cancellation);
                waiting.Add(next);
            }

            if (waiting.Count == 0)
                return;
            var reply = await socket.ReceiveAsync(cancellation);
            if (reply.Ref is not { } number || !waiting.Contains(number))
                continue;
            ThrowIfRefused(reply);
            waiting.Remove(number);
            answered[number] = true;
            onReply(number, reply);
        }
    }

    private static void ThrowIfRefused(ServerFrame reply)
    {
        if (reply.Type == "error" && reply.Json.TryGetProperty("retry", out var retry) && retry.GetBoolean())
            throw new ConnectionLostException($"the server asks to retry ({reply.Text("code")})");
        reply.ThrowIfError();
    }
}
