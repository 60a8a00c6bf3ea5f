using System.Globalization;
using static Attune.Server.Tests.Wire.Rfc6455.FrameBytes;

namespace Attune.Server.Tests.Wire.Rfc6455;

/// <summary>The list, written from the RFC section by section.</summary>
internal static partial class WireCases
{
    private const int LargestFrame = 512 * 1024;
    private static readonly string[] Nothing = [];

    public static IReadOnlyList<WireCase> All { get; } =
    [
        .. Numbered(1, Framing()), .. Numbered(2, Fragments()), .. Numbered(3, Controls()), .. Numbered(4, Closes()),
        .. Numbered(5, Texts()), .. Numbered(6, Limits()), .. Numbered(7, Compressed()),
    ];

    private static IEnumerable<WireCase> Numbered(int chapter, IEnumerable<WireCase> cases) => cases.Select((one, i) =>
        one with { Number = string.Create(CultureInfo.InvariantCulture, $"{chapter}.{i + 1}") });

    private static WireCase Case(string section, string what, byte[] bytes, params string[] hears) =>
        new("", section, what, bytes, hears);

    private static IEnumerable<WireCase> Framing()
    {
        yield return Case("5.2", "an empty text", Frame(Text, ""), "error invalid_json");
        foreach (var length in (int[])[125, 126, 127, 128, 65_535, 65_536])
            yield return Case("5.2", $"a text of {length} bytes", Frame(Text, Verb(1, length)), "answer 1");
        yield return Case("5.2", "a text byte by byte", Frame(Text, Verb(1)), "answer 1") with { ByteByByte = true };
        yield return Case("5.2", "two texts in one write", [.. Frame(Text, Verb(1)), .. Frame(Text, Verb(2))], "answer 1",
            "answer 2");
        yield return Case("5.6", "a binary message", Frame(Binary, [1, 2]), "error binary_not_supported");
        yield return Case("5.2", "a length below 126 written in 16 bits", Raw([0x81, 0xFE, 0, 23], Verb(1)), "close 1002");
        yield return Case("5.2", "a length below 126 written in 64 bits",
            Raw([0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0, 23], Verb(1)), "close 1002");
        yield return Case("5.2", "a length of 64 bits with the highest one set",
            Raw([0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0], ""), "close 1002");
        yield return Case("5.1", "a frame without a mask", [0x81, 0x02, (byte)'{', (byte)'}'], "close 1002");
        yield return Case("5.3", "a mask of zeros", Raw([0x81, (byte)(0x80 | Verb(1).Length)], Verb(1)), "answer 1");
        foreach (var (bit, first) in ((string, int)[])[("first", 0xC1), ("second", 0xA1), ("third", 0x91)])
            yield return Case("5.2", $"the {bit} reserved bit without an extension", Frame(first, Verb(1)), "close 1002");
        foreach (var opcode in (int[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
            yield return Case("5.2", $"the reserved opcode {opcode}", Frame(0x80 | opcode, ""), "close 1002");
    }

    private static IEnumerable<WireCase> Fragments()
    {
        var (first, rest) = (Verb(1)[..9], Verb(1)[9..]);
        byte[] halves = [.. Frame(FirstText, first), .. Frame(Last, rest)];
        yield return Case("5.4", "a text in two frames", halves, "answer 1");
        yield return Case("5.4", "a text in two frames, byte by byte", halves, "answer 1") with { ByteByByte = true };
        yield return Case("5.4", "an empty frame first",
            [.. Frame(FirstText, ""), .. Frame(Last, Verb(1))], "answer 1");
        yield return Case("5.4", "empty frames in the middle and at the end",
            [.. Frame(FirstText, first), .. Frame(More, ""), .. Frame(More, rest), .. Frame(Last, "")], "answer 1");
        yield return Case("5.4", "each byte in a frame of its own",
            [.. Frame(FirstText, ""), .. Verb(1).SelectMany(one => Frame(More, one.ToString())), .. Frame(Last, "")], "answer 1");
        yield return Case("5.6", "a binary message in two frames", [.. Frame(0x02, [1]), .. Frame(Last, [2])],
            "error binary_not_supported");
        yield return Case("5.4", "a continuation of nothing", Frame(Last, Verb(1)), "close 1002");
        yield return Case("5.4", "an unfinished continuation of nothing", Frame(More, Verb(1)), "close 1002");
        yield return Case("5.4", "a continuation after the last frame", [.. halves, .. Frame(Last, "")], "answer 1",
            "close 1002");
        yield return Case("5.4", "a new text before the last one has ended",
            [.. Frame(FirstText, first), .. Frame(Text, rest)], "close 1002");
        yield return Case("5.4", "a binary frame inside a text", [.. Frame(FirstText, first), .. Frame(Binary, [1])],
            "close 1002");
        yield return Case("5.2", "a reserved bit on a continuation", [.. Frame(FirstText, first), .. Frame(0xA0, rest)],
            "close 1002");
    }

    private static IEnumerable<WireCase> Controls()
    {
        var (first, rest) = (Verb(1)[..9], Verb(1)[9..]);
        yield return Case("5.5.2", "a ping without payload", Frame(Ping, ""), "pong ");
        yield return Case("5.5.3", "a ping with bytes that are no text", Frame(Ping, [0, 0xFF, 0xFE]), "pong 00FFFE");
        yield return Case("5.5", "a ping of 125 bytes", Frame(Ping, new byte[125]), $"pong {new string('0', 250)}");
        yield return Case("5.5", "a ping of 126 bytes", Frame(Ping, new byte[126]), "close 1002");
        yield return Case("5.5", "a ping byte by byte", Frame(Ping, "ab"), "pong 6162") with { ByteByByte = true };
        yield return Case("5.5.2", "ten pings in one write", [.. Enumerable.Range(0, 10).SelectMany(i => Frame(Ping, [(byte)i]))],
            [.. Enumerable.Range(0, 10).Select(i => $"pong {i:X2}")]);
        yield return Case("5.5", "a ping in pieces", Frame(0x09, "a"), "close 1002");
        yield return Case("5.5.3", "a pong that nobody asked for", Frame(Pong, "a"), Nothing);
        yield return Case("5.5", "a pong of 126 bytes", Frame(Pong, new byte[126]), "close 1002");
        yield return Case("5.4", "a ping between the frames of a text",
            [.. Frame(FirstText, first), .. Frame(Ping, "a"), .. Frame(Last, rest)], "pong 61", "answer 1");
        yield return Case("5.4", "a pong between the frames of a text",
            [.. Frame(FirstText, first), .. Frame(Pong, "a"), .. Frame(Last, rest)], "answer 1");
        yield return Case("5.4", "a close between the frames of a text",
            [.. Frame(FirstText, first), .. CloseWith(1000), .. Frame(Last, rest)], "close 1000");
        yield return Case("5.2", "a reserved bit on a ping", Frame(0xA9, ""), "close 1002");
    }

    private static IEnumerable<WireCase> Closes()
    {
        yield return Case("5.5.1", "a close without a code", Frame(Close, ""), "close 1000");
        yield return Case("5.5.1", "a close with half a code", Frame(Close, [3]), "close 1002");
        foreach (var code in (int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
            4999])
            yield return Case("7.4", $"a close with {code}", CloseWith(code), $"close {code}");
        foreach (var code in (int[])[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
            yield return Case("7.4", $"a close with {code}, which nobody may send", CloseWith(code), "close 1002");
        yield return Case("5.5.1", "a reason of 123 bytes", CloseWith(1000, new byte[123]), "close 1000");
        yield return Case("5.5", "a reason of 124 bytes", CloseWith(1000, new byte[124]), "close 1002");
        yield return Case("5.5.1", "a reason that is not UTF-8", CloseWith(1000, [0xFF]), "close 1007");
        yield return Case("5.5.1", "a reason that ends within a character", CloseWith(1000, [0xE5, 0xA5]), "close 1007");
        yield return Case("5.5.1", "a text after the close", [.. CloseWith(1000), .. Frame(Text, Verb(1))], "close 1000");
        yield return Case("5.5.1", "a second close", [.. CloseWith(1001), .. CloseWith(1000)], "close 1001");
        yield return Case("5.5", "a close in pieces", Frame(0x08, [3, 232]), "close 1002");
    }

    private static IEnumerable<WireCase> Texts()
    {
        const string Long = """{"type":"ping","ref":1,"x":"é好😀"}""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(Long);
        yield return Case("5.6", "characters of two, three and four bytes", Frame(Text, Long), "answer 1");
        for (var cut = bytes.Length - 10; cut < bytes.Length - 2; cut++)
            yield return Case("5.6", $"the same in two frames, cut {bytes.Length - cut} bytes before the end",
                [.. Frame(FirstText, bytes.AsSpan(0, cut)), .. Frame(Last, bytes.AsSpan(cut))], "answer 1");
        foreach (var (what, hex) in ((string, string)[])
            [
                ("a lone continuation", "80"), ("a lead without its continuation", "C3"),
                    ("a cut character of three bytes", "E5A5"),
                ("a cut character of four bytes", "F09F98"), ("an overlong slash of two bytes", "C0AF"),
                ("an overlong slash of three bytes", "E080AF"), ("an overlong slash of four bytes", "F08080AF"),
                ("a high surrogate", "EDA080"), ("a low surrogate", "EDBFBF"), ("a pair of surrogates", "EDA080EDB080"),
                ("a code point beyond the last", "F4908080"), ("a lead of five bytes", "F888808080"), ("FE", "FE"), ("FF", "FF"),
            ])
        {
            var bad = Convert.FromHexString(hex);
            yield return Case("8.1", what, Frame(Text, [(byte)'"', .. bad, (byte)'"']), "close 1007");
            yield return Case("8.1", $"{what}, in a frame of its own",
                [.. Frame(FirstText, "\""), .. Frame(More, bad), .. Frame(Last, "\"")], "close 1007");
        }

        yield return Case("8.1", "what is not UTF-8 is told when the message is whole, not before",
            [.. Frame(FirstText, [0xFF]), .. Frame(Ping, "a"), .. Frame(Last, "")], "pong 61", "close 1007");
        yield return Case("8.1", "the largest code points", Frame(Text, """{"type":"ping","ref":1,"x":"퟿￿􏿿"}"""), "answer 1");
        yield return Case("8.1", "a binary message need not be UTF-8", Frame(Binary, [0xFF]), "error binary_not_supported");
    }

    private static IEnumerable<WireCase> Limits()
    {
        yield return Case("10.4", "the largest message", Frame(Text, Verb(1, LargestFrame)), "answer 1");
        yield return Case("10.4", "a byte more", Frame(Text, Verb(1, LargestFrame + 1)), "error frame_too_large");
        yield return Case("10.4", "a byte more, in two frames",
            [.. Frame(FirstText, Verb(1, LargestFrame)), .. Frame(Last, " ")], "error frame_too_large");
        yield return Case("10.4", "what is too large need not be UTF-8", Frame(Text, [.. new byte[LargestFrame], 0xFF]),
            "error frame_too_large");
        yield return Case("10.4", "four gigabytes are announced", Raw([0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0], ""), "close 1009");
        yield return Case("10.4", "64 megabytes and a byte are announced", Raw([0x81, 0xFF, 0, 0, 0, 0, 4, 0, 0, 1], ""),
            "close 1009");
    }
}
