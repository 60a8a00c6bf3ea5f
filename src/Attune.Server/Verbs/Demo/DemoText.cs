using System.Globalization;
using System.Text;

namespace Attune.Server.Verbs.Demo;

/// <summary>The answer that the demo writes, and how it is cut into appends at reading speed.</summary>
internal static class DemoText
{
    /// <summary>About 800 characters in English and Traditional Chinese.</summary>
    public const string Default =
        """
        You are watching an answer while it is being written. Every piece of it is stored before it is confirmed, and it is
        confirmed by its position: the number of bytes so far. Nobody counts words, tokens or messages.

        In a moment the server will be killed without a warning, in the middle of a sentence. Both watchers will lose their
        connection. When the server is back they will say only how many bytes they already have, and they will get exactly
        the rest. The writer does the same: it sends again what was not confirmed, at the same position, and what had been
        stored after all is recognised and not stored twice.

        伺服器會在句子中間突然被終止。兩位觀看者重新連線之後，只需要說出自己已經收到多少位元組，就能從那裡接著讀下去。
        一個字也不會少，一個字也不會重複。最後，兩份答案與原文完全相同。🙂
        """;

    private const int LatinCharacters = 4;
    private const int ChineseCharacters = 2;

    /// <summary>
    /// Cuts a text into pieces of whole characters that each take the same time to read: four Latin characters, or two
    /// Chinese ones, which are read half as fast.
    /// </summary>
    public static IReadOnlyList<string> Cut(string text)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var share = 0.0;
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            var character = characters.GetTextElement();
            piece.Append(character);
            share += 1.0 / (IsWide(character) ? ChineseCharacters : LatinCharacters);
            if (share < 1)
                continue;
            pieces.Add(piece.ToString());
            piece.Clear();
            share = 0;
        }

        if (piece.Length > 0)
            pieces.Add(piece.ToString());
        return pieces;
    }

    /// <summary>How long a reader takes for one piece.</summary>
    /// <param name="charactersPerSecond">Latin characters a second.</param>
    public static TimeSpan PieceTime(int charactersPerSecond) =>
        TimeSpan.FromSeconds((double)LatinCharacters / charactersPerSecond);

    /// <summary>True for what takes two columns on a terminal: from Hangul Jamo on, which is near enough here.</summary>
    public static bool IsWide(string character) => Rune.GetRuneAt(character, 0).Value >= 0x1100;
}
