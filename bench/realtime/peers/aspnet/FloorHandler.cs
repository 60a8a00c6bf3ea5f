using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace RealtimePeers;

/// <summary>Answers the upgrade by hand and then only reads away what the client says.</summary>
internal sealed class FloorHandler(Audience audience) : ConnectionHandler
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var head = await ReadHeadAsync(connection.Transport.Input);
        var topics = Between(head, "topics=", " ").Split(',');
        var member = new FloorMember(connection.Transport.Output);
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + Accept(Between(head, "Sec-WebSocket-Key: ", "\r\n")) + "\r\n\r\n"));
        audience.Join(member, topics);
        member.Send(FloorServer.Frame("ready"u8));
        try
        {
            await ReadAwayAsync(connection.Transport.Input);
        }
        catch (ConnectionResetException)
        {
            // A client that vanishes is an ordinary end of its connection.
        }
        finally
        {
            audience.Leave(member, topics);
        }
    }

    private static async Task<string> ReadHeadAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var text = Encoding.ASCII.GetString(read.Buffer);
            if (text.EndsWith("\r\n\r\n", StringComparison.Ordinal) || read.IsCompleted)
            {
                input.AdvanceTo(read.Buffer.End);
                return text;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task ReadAwayAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }

    /// <summary>RFC 6455 4.2.2; SHA-1 is what the protocol prescribes, nothing is protected by it.</summary>
    private static string Accept(string key)
    {
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
    }
}
