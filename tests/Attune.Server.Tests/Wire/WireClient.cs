using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire;

/// <summary>
/// A WebSocket client that writes its frames by hand, so that it can also send what no library would. Every wait has a
/// deadline.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    private WireClient(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    /// <summary>Opens the connection; with a handshake, also reads its ack.</summary>
    public static async Task<WireClient> ConnectAsync(Uri address, string? handshake = null, string extraHeaders = "")
    {
        var (client, head) = await UpgradeAsync(address, extraHeaders);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        if (handshake is not null)
        {
            await client.SendAsync(handshake);
            Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
        }

        return client;
    }

    /// <summary>Asks for the upgrade and returns the head of the answer, whatever it is.</summary>
    public static async Task<(WireClient Client, string Head)> UpgradeAsync(Uri address, string extraHeaders = "")
    {
        var client = await OpenAsync(address);
        await client.SendRawAsync(UpgradeRequest(address, extraHeaders));
        return (client, await client.ReadHeadAsync());
    }

    /// <summary>A connection on which nothing has been said.</summary>
    public static async Task<WireClient> OpenAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port);
        return new WireClient(tcp);
    }

    public static byte[] UpgradeRequest(Uri address, string extraHeaders = "")
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var host = extraHeaders.Contains("Host:", StringComparison.Ordinal) ? "" : $"Host: {address.Authority}\r\n";
        return Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{extraHeaders}\r\n");
    }

    public Task SendAsync(string text) => SendFrameAsync(0x81, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends one frame as given, masked as a client must.</summary>
    public async Task SendFrameAsync(byte firstByte, byte[] payload) => await _stream.WriteAsync(Frame(firstByte, payload));

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    public static byte[] Frame(byte firstByte, ReadOnlySpan<byte> payload)
    {
        var header = new List<byte> { firstByte };
        if (payload.Length < 126)
        {
            header.Add((byte)(0x80 | payload.Length));
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            header.AddRange([0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        else
        {
            var length = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
            header.Add(0x80 | 127);
            header.AddRange(length);
        }

        byte[] mask = [1, 2, 3, 4];
        header.AddRange(mask);
        var masked = payload.ToArray();
        for (var i = 0; i < masked.Length; i++)
            masked[i] ^= mask[i & 3];
        return [.. header, .. masked];
    }

    /// <summary>The next text message; pings and pongs are passed over.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var (opcode, payload) = await ReceiveFrameAsync();
        while (opcode is 9 or 10)
            (opcode, payload) = await ReceiveFrameAsync();
        Assert.True(opcode == 1, opcode == 8 ? $"The server closed: {Close(payload)}" : $"Opcode {opcode} came.");
        return JsonDocument.Parse(payload).RootElement;
    }

    public async Task<string> ReceiveTextAsync() => (await ReceiveAsync()).GetRawText();

    public async Task<JsonElement> ReceiveAsync(string type)
    {
        while (true)
        {
            var frame = await ReceiveAsync();
            if (frame.GetProperty("type").GetString() == type)
                return frame;
        }
    }

    /// <summary>Reads until the server closes and says how.</summary>
    public async Task<(int Code, string Reason, int Messages)> ReceiveCloseAsync()
    {
        for (var messages = 0; ; messages++)
        {
            var (opcode, payload) = await ReceiveFrameAsync();
            if (opcode == 8)
                return (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)), messages);
        }
    }

    public async Task<(int Opcode, byte[] Payload)> ReceiveFrameAsync()
    {
        var (first, payload) = await ReceiveRawFrameAsync();
        return (first & 0x0F, payload);
    }

    /// <summary>The next frame with its whole first byte: FIN, reserved bits and opcode.</summary>
    public async Task<(byte First, byte[] Payload)> ReceiveRawFrameAsync()
    {
        var head = await ReadAsync(2);
        Assert.Equal(0, head[1] & 0x80);
        long length = head[1] & 0x7F;
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
        else if (length == 127)
            length = BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
        return (head[0], await ReadAsync((int)length));
    }

    public void Dispose() => _tcp.Dispose();

    private static string Close(byte[] payload) =>
        payload.Length < 2
            ? "without a code"
            : $"{BinaryPrimitives.ReadUInt16BigEndian(payload)} {Encoding.UTF8.GetString(payload.AsSpan(2))}";

    private async Task<byte[]> ReadAsync(int length)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var bytes = new byte[length];
        if (length == 0)
            return bytes; // an empty read would wait for the next frame
        await _stream.ReadExactlyAsync(bytes, deadline.Token);
        return bytes;
    }

    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await ReadAsync(1))[0]);
        return head.ToString();
    }
}
