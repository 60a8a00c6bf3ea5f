using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Rfc6455;

/// <summary>
/// Goal: the server does what RFC 6455 and RFC 7692 say, case by case. Method: each case on a connection of its own to the
/// real program, bytes by hand; the list of the cases is a page of the documentation.
/// </summary>
public sealed class WireCaseTests
{
    private const string Hello = """{"services":["finance"],"version":1}""";
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private const int Probe = 999;
    private const string Page = "docs/reference/websocket-cases.md";

    [Fact]
    public async Task Every_case_of_the_list_is_answered_as_the_list_says()
    {
        await using var server = await RunningServer.StartAsync();
        var wrong = new List<string>();
        foreach (var one in WireCases.All)
        {
            var heard = await HearAsync(server, one);
            if (!heard.SequenceEqual(one.Hears))
                wrong.Add($"{one}: expected [{string.Join(", ", one.Hears)}], heard [{string.Join(", ", heard)}]");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Compression_is_agreed_to_for_the_offers_of_the_list()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (offer, isAgreed) in WireCases.Offers)
        {
            var (client, head) = await WireClient.UpgradeAsync(server.Socket, $"Sec-WebSocket-Extensions: {offer}\r\n");
            using (client)
            {
                Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
                Assert.True(isAgreed == head.Contains("permessage-deflate", StringComparison.Ordinal), offer);
            }
        }
    }

    [Fact]
    public void The_page_of_the_documentation_lists_every_case()
    {
        var file = Path.Combine(RepositoryRoot(), Page);
        if (Environment.GetEnvironmentVariable("ATTUNE_UPDATE_REFERENCE") == "1")
            File.WriteAllText(file, Render());
        Assert.True(File.ReadAllText(file) == Render(),
            $"{Page} is not up to date: run this test with ATTUNE_UPDATE_REFERENCE=1.");
    }

    /// <summary>Sends the bytes of a case, then a verb: what is heard before its answer belongs to the case.</summary>
    private static async Task<List<string>> HearAsync(RunningServer server, WireCase one)
    {
        using var client = await WireClient.ConnectAsync(server.Socket, Hello, one.IsDeflated ? Offer : "");
        var heard = new List<string>();
        try
        {
            await SendAsync(client, one);
            while (await client.ReceiveFrameAsync() is var (opcode, payload) && Describe(opcode, payload) is { } what)
            {
                heard.Add(what);
                if (opcode == 8)
                    break;
            }
        }
        catch (IOException error)
        {
            heard.Add($"end: {error.Message}");
        }

        return heard;
    }

    private static async Task SendAsync(WireClient client, WireCase one)
    {
        try
        {
            foreach (var piece in one.ByteByByte ? one.Bytes.Chunk(1) : [one.Bytes])
                await client.SendRawAsync(piece);
            await client.SendAsync(FrameBytes.Verb(Probe));
        }
        catch (IOException)
        {
            // It has closed already; what it said before can still be read.
        }
    }

    /// <summary>Null for the answer to the verb that ends a case.</summary>
    private static string? Describe(int opcode, byte[] payload)
    {
        if (opcode == 8)
            return $"close {BinaryPrimitives.ReadUInt16BigEndian(payload)}";
        if (opcode == 10)
            return $"pong {Convert.ToHexString(payload)}";
        using var json = JsonDocument.Parse(payload);
        var type = json.RootElement.GetProperty("type").GetString();
        if (type == "error")
            return $"error {json.RootElement.GetProperty("code").GetString()}";
        if (type != "pong")
            return $"{type}";
        var reference = json.RootElement.GetProperty("ref").GetInt32();
        return reference == Probe ? null : $"answer {reference}";
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # WebSocket cases

            What a client may do, or must not, on a connection that has shaken hands, and what it hears. Generated from the list
            that the tests run against the real program (`tests/Attune.Server.Tests/Wire/Rfc6455`). Where nothing or an error is
            heard, the connection goes on; after a `close` it has ended. Sections are those of RFC 6455 unless they name another.

            | Case | Section | What is sent | What is heard |
            |---|---|---|---|

            """);
        foreach (var one in WireCases.All)
        {
            var isSaid = !one.IsDeflated || one.What.Contains("compress", StringComparison.Ordinal);
            var bytes = isSaid ? "" : " (compression negotiated)";
            var heard = one.Hears.Length == 0 ? "nothing" : string.Join(", ", one.Hears.Select(Shorten));
            page.Append(null, $"| {one.Number} | {one.Section} | {one.What}{bytes} | {heard} |\n");
        }

        page.Append("""

            ## Offers of permessage-deflate (RFC 7692 7.1)

            | `Sec-WebSocket-Extensions` | Agreed to |
            |---|---|

            """);
        foreach (var (offer, isAgreed) in WireCases.Offers)
            page.Append(null, $"| `{offer}` | {(isAgreed ? "yes" : "no")} |\n");
        return page.ToString();
    }

    private static string Shorten(string heard)
    {
        const int Longest = 40;
        return heard.Length > Longest ? $"{heard[..12]}…" : heard.TrimEnd();
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Attune.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
