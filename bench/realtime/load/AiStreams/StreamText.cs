using System.Text;

namespace RealtimeLoad.AiStreams;

/// <summary>
/// What the models of this bench write: seeded words of English and Chinese. Every stream begins elsewhere in the same text, so
/// that writer and readers know each byte of it without keeping it.
/// </summary>
internal static class StreamText
{
    /// <summary>The longest stream in tokens.</summary>
    public const int MaxTokens = 4_096;

    private static readonly string[] Words =
    [
        "the ", "answer ", "to ", "your ", "question ", "stands ", "in ", "chapter ", "four ", "of ", "this ", "guide, ",
        "where ", "a ", "table ", "lists ", "every ", "room ", "and ", "its ", "price. ", "\u9019", "\u500b", "\u554f\u984c",
        "\u7684", "\u7b54\u6848", "\u5728", "\u7b2c\u56db\u7ae0\uff0c", "\u90a3\u88e1", "\u6709", "\u8868\u683c\u3002",
    ];

    private static readonly int[] Starts = new int[(2 * MaxTokens) + 1];
    private static readonly byte[] Bytes = Write();

    /// <summary>Where a stream's text begins, in tokens.</summary>
    public static int FirstToken(int stream) => (int)((uint)stream * 2_654_435_761u >> 20);

    /// <summary>The bytes of so many tokens from a first one on.</summary>
    public static ReadOnlySpan<byte> Tokens(int first, int from, int count) =>
        Bytes.AsSpan(Starts[first + from]..Starts[first + from + count]);

    /// <summary>The bytes of a stream from a position on.</summary>
    public static ReadOnlySpan<byte> From(int first, long at, int length) =>
        Starts[first] + at + length <= Bytes.Length ? Bytes.AsSpan(Starts[first] + (int)at, length) : default;

    /// <summary>How long so many tokens are.</summary>
    public static int Length(int first, int tokens) => Starts[first + tokens] - Starts[first];

    private static byte[] Write()
    {
        var state = 7u;
        var bytes = new List<byte>();
        for (var token = 0; token < 2 * MaxTokens; token++)
        {
            Starts[token] = bytes.Count;
            state = unchecked((state * 1664525u) + 1013904223u);
            bytes.AddRange(Encoding.UTF8.GetBytes(Words[(state >> 16) % (uint)Words.Length]));
        }

        Starts[^1] = bytes.Count;
        return [.. bytes];
    }
}
