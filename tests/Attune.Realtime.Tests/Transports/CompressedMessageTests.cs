using System.IO.Compression;
using System.Text;
using Attune.Realtime.Transports.WebSockets;

namespace Attune.Realtime.Tests.Transports;

/// <summary>
/// Goal: what a client may compress is understood as of RFC 7692, and what would hurt is given up early.
/// Method: bytes as they come from a socket, in one piece and byte by byte.
/// </summary>
public sealed class CompressedMessageTests
{
    private const int MaxMessage = 100_000;
    private const int MaxRatio = 50;
    private const byte DeflatedText = 0xC1;

    public static TheoryData<string, byte[]> ExamplesOfTheRfc => new()
    {
        { "7.2.3.1 one block", Frame(DeflatedText, [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]) },
        {
            "7.2.3.1 two frames",
            [.. Frame(0x41, [0xF2, 0x48, 0xCD]), .. Frame(0x80, [0xC9, 0xC9, 0x07, 0x00])]
        },
        {
            "a ping between the frames",
            [.. Frame(0x41, [0xF2, 0x48, 0xCD]), .. Frame(0x89, [1]), .. Frame(0x80, [0xC9, 0xC9, 0x07, 0x00])]
        },
        { "7.2.3.3 not compressed", Frame(DeflatedText, [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00]) },
        { "7.2.3.4 final block", Frame(DeflatedText, [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00]) },
        {
            "7.2.3.5 two blocks",
            Frame(DeflatedText, [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00])
        },
        { "a plain message after negotiation", Frame(0x81, "Hello"u8) },
    };

    [Theory]
    [MemberData(nameof(ExamplesOfTheRfc))]
    public async Task Every_example_of_rfc_7692_reads_hello_in_one_piece_and_byte_by_byte(string name, byte[] bytes)
    {
        foreach (var step in (int[])[bytes.Length, 1])
        {
            var messages = await ReceiveAsync(bytes, step);
            var text = messages.Single(message => message.Kind != MessageKind.Ping);
            Assert.True(text is { Kind: MessageKind.Text, Text: "Hello" }, $"{name}: {text}");
        }
    }

    [Fact]
    public async Task An_empty_message_may_be_compressed()
    {
        var message = Assert.Single(await ReceiveAsync(Frame(DeflatedText, [0x00])));
        Assert.Equal((MessageKind.Text, ""), (message.Kind, message.Text));
    }

    [Fact]
    public async Task A_long_message_survives_and_the_next_one_starts_anew()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},"));
        byte[] bytes = [.. Frame(DeflatedText, Deflate(text)), .. Frame(DeflatedText, Deflate("two")), .. Frame(0x81, "3"u8)];
        Assert.Equal([text, "two", "3"], (await ReceiveAsync(bytes, 1000)).Select(message => message.Text));
    }

    [Fact]
    public async Task A_bomb_is_given_up_at_the_ratio_and_the_next_message_is_read()
    {
        var bomb = Deflate(new string(' ', 90_000));
        Assert.InRange(bomb.Length, 1, 90_000 / MaxRatio);
        var messages = await ReceiveAsync([.. Frame(DeflatedText, bomb), .. Frame(0x81, "next"u8)]);
        Assert.Equal([MessageKind.Swollen, MessageKind.Text], messages.Select(message => message.Kind));
    }

    [Fact]
    public async Task A_result_above_the_limit_is_too_large_whatever_its_ratio()
    {
        var random = new Random(3);
        var text = string.Concat(Enumerable.Range(0, MaxMessage / 4).Select(_ => random.Next(10000, 99999)));
        var messages = await ReceiveAsync([.. Frame(DeflatedText, Deflate(text)), .. Frame(0x81, "next"u8)]);
        Assert.Equal([MessageKind.TooLarge, MessageKind.Text], messages.Select(message => message.Kind));
    }

    [Fact]
    public async Task A_small_result_is_never_a_bomb()
    {
        var message = Assert.Single(await ReceiveAsync(Frame(DeflatedText, Deflate(new string('x', 16_000)))));
        Assert.Equal(16_000, message.Text.Length);
    }

    public static TheoryData<string, byte[], int> Illegal => new()
    {
        { "not deflated", Frame(DeflatedText, [0xFF, 0xFF, 0xFF]), 1002 },
        { "a distance before the beginning", Frame(DeflatedText, [0x82, 0xFF, 0x7F]), 1002 },
        { "the bit on a continuation", [.. Frame(0x01, "a"u8), .. Frame(0xC0, "b"u8)], 1002 },
        { "the bit on a ping", Frame(0xC9, []), 1002 },
        { "another reserved bit", Frame(0xA1, "a"u8), 1002 },
        { "not UTF-8 when inflated", Frame(DeflatedText, Deflate([0xFF, 0xFE])), 1007 },
    };

    [Theory]
    [MemberData(nameof(Illegal))]
    public async Task What_the_rfc_forbids_ends_the_connection_with_its_code(string name, byte[] bytes, int code)
    {
        var failed = (await ReceiveAsync(bytes))[^1];
        Assert.True(failed.Kind == MessageKind.Failed && failed.Code == code, $"{name}: {failed}");
    }

    [Fact]
    public async Task Without_negotiation_a_compressed_frame_breaks_the_protocol()
    {
        var bytes = Frame(DeflatedText, [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]);
        var failed = Assert.Single(await ReceiveAsync(bytes, maxRatio: null));
        Assert.Equal((MessageKind.Failed, 1002), (failed.Kind, failed.Code));
    }

    [Fact]
    public async Task Thousands_of_damaged_messages_are_refused_or_read_and_nothing_else_happens()
    {
        var random = new Random(11);
        var good = Deflate(string.Concat(Enumerable.Range(0, 300).Select(i => $"{{\"n\":{i}}}")));
        var kinds = new HashSet<MessageKind>();
        for (var i = 0; i < 3000; i++)
        {
            var damaged = good[..random.Next(1, good.Length)];
            for (var flips = random.Next(4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            kinds.Add(Assert.Single(await ReceiveAsync(Frame(DeflatedText, damaged))).Kind);
        }

        MessageKind[] expected = [MessageKind.Text, MessageKind.Failed, MessageKind.Swollen, MessageKind.TooLarge];
        Assert.Empty(kinds.Except(expected));
        Assert.Contains(MessageKind.Failed, kinds);
    }

    private static byte[] Deflate(string text) => Deflate(Encoding.UTF8.GetBytes(text));

    private static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using var deflater = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true);
        deflater.Write(bytes);
        deflater.Flush();
        return target.ToArray()[..^4];
    }

    private static byte[] Frame(byte first, ReadOnlySpan<byte> payload)
    {
        byte[] mask = [9, 8, 7, 6];
        var masked = payload.ToArray();
        for (var i = 0; i < masked.Length; i++)
            masked[i] ^= mask[i & 3];
        byte[] length = masked.Length < 126
            ? [(byte)(0x80 | masked.Length)]
            : [0x80 | 126, (byte)(masked.Length >> 8), (byte)masked.Length];
        return [first, .. length, .. mask, .. masked];
    }

    private static async Task<List<(MessageKind Kind, string Text, int? Code)>> ReceiveAsync(
        byte[] bytes, int step = int.MaxValue, int? maxRatio = MaxRatio)
    {
        using var stream = new PieceStream(bytes, step);
        using var receiver = new WebSocketReceiver(stream, MaxMessage, maxRatio);
        var messages = new List<(MessageKind, string, int?)>();
        while (true)
        {
            var message = await receiver.ReceiveAsync(TestContext.Current.CancellationToken);
            if (message.Kind == MessageKind.End)
                return messages;
            messages.Add((message.Kind, Encoding.UTF8.GetString(message.Payload.Span), message.Code?.Number));
            if (message.Kind == MessageKind.Failed)
                return messages;
        }
    }
}
