using static Attune.Server.Tests.Wire.Rfc6455.FrameBytes;

namespace Attune.Server.Tests.Wire.Rfc6455;

internal static partial class WireCases
{
    /// <summary>What a client may offer, and whether it is agreed to (RFC 7692 7.1).</summary>
    public static IReadOnlyList<(string Offer, bool IsAgreed)> Offers { get; } =
    [
        ("permessage-deflate", true),
        ("permessage-deflate; client_max_window_bits", true),
        ("permessage-deflate; client_max_window_bits=8", true),
        ("permessage-deflate; client_max_window_bits=15", true),
        ("permessage-deflate; client_max_window_bits=\"10\"", true),
        ("permessage-deflate; server_no_context_takeover; client_no_context_takeover", true),
        ("permessage-deflate; server_max_window_bits=10, permessage-deflate", true),
        ("x-webkit-deflate-frame, permessage-deflate", true),
        ("permessage-deflate; client_max_window_bits=7", false),
        ("permessage-deflate; client_max_window_bits=16", false),
        ("permessage-deflate; client_max_window_bits=08", false),
        ("permessage-deflate; server_max_window_bits=10", false),
        ("permessage-deflate; server_no_context_takeover=1", false),
        ("permessage-deflate; client_no_context_takeover; client_no_context_takeover", false),
        ("permessage-deflate; unknown", false),
        ("permessage-bzip2", false),
    ];

    private static IEnumerable<WireCase> Compressed()
    {
        var verb = Deflate(Verb(1));
        yield return Case("7692 6", "compressed without negotiation", Frame(Deflated, verb), "close 1002");
        foreach (var one in AfterNegotiation(verb))
            yield return one with { IsDeflated = true };
    }

    private static IEnumerable<WireCase> AfterNegotiation(byte[] verb)
    {
        var half = verb.Length / 2;
        yield return Case("7692 7.2.2", "a compressed text", Frame(Deflated, verb), "answer 1");
        yield return Case("7692 7.2.2", "a compressed text byte by byte", Frame(Deflated, verb), "answer 1") with
        {
            ByteByByte = true,
        };
        yield return Case("7692 6", "a text that is not compressed", Frame(Text, Verb(1)), "answer 1");
        yield return Case("7692 6.1", "a compressed text in two frames",
            [.. Frame(0x41, verb.AsSpan(0, half)), .. Frame(Last, verb.AsSpan(half))], "answer 1");
        yield return Case("7692 6.1", "a ping between its frames",
            [.. Frame(0x41, verb.AsSpan(0, half)), .. Frame(Ping, "a"), .. Frame(Last, verb.AsSpan(half))],
            "pong 61", "answer 1");
        yield return Case("7692 7.2.3.6", "an empty compressed text", Frame(Deflated, [0]), "error invalid_json");
        yield return Case("7692 7.2.3.3", "a block that is stored, not compressed",
            Frame(Deflated, [0, 3, 0, 0xFC, 0xFF, (byte)'"', (byte)'a', (byte)'"', 0]), "error invalid_json");
        yield return Case("7692 7.2.3.4", "a final block", Frame(Deflated, Hex("F3 48 CD C9 C9 07 00 00")), "error invalid_json");
        yield return Case("7692 7.2.3.5", "two blocks", Frame(Deflated, Hex("F2 48 05 00 00 00 FF FF CA C9 C9 07 00")),
            "error invalid_json");
        yield return Case("7692 7.1.1", "the next message begins with an empty window",
            [.. Frame(Deflated, verb), .. Frame(Deflated, Deflate(Verb(2)))], "answer 1", "answer 2");
        yield return Case("7692 7.1.1", "a message that refers to the one before",
            [.. Frame(Deflated, verb), .. Frame(Deflated, Hex("82 FF 7F"))], "answer 1", "close 1002");
        yield return Case("7692 6.1", "the bit on a continuation", [.. Frame(FirstText, "{"), .. Frame(0xC0, verb)],
            "close 1002");
        yield return Case("7692 5", "the bit on a ping", Frame(0xC9, ""), "close 1002");
        yield return Case("7692 5", "the bit on a close", Frame(0xC8, ""), "close 1002");
        yield return Case("7692 5", "another reserved bit beside it", Frame(0xE1, verb), "close 1002");
        yield return Case("7692 7.2.2", "what is no compressed text", Frame(Deflated, Hex("FF FF FF")), "close 1002");
        yield return Case("7692 7.2.2", "a compressed text that was cut off",
            Frame(Deflated, Deflate(string.Concat(Enumerable.Range(0, 300))).AsSpan(0, 200)), "close 1002");
        yield return Case("7692 7.2.2", "a compressed text that is not UTF-8", Frame(Deflated, Deflate([0xFF, 0xFE])),
            "close 1007");
        yield return Case("7692 8", "a bomb", Frame(Deflated, Deflate(new byte[400_000])), "error inflation_refused");
        yield return Case("7692 8", "a compressed binary message", Frame(0xC2, Deflate("ab")), "error binary_not_supported");
    }
}
