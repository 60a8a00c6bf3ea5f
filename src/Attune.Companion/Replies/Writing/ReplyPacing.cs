using Attune.Companion.Guide;
using Attune.Language;

namespace Attune.Companion.Replies.Writing;

/// <summary>How fast an answer is written. Pure; characters are Unicode code points.</summary>
internal static class ReplyPacing
{
    /// <summary>The first piece is as much as is read in this time, and comes at once.</summary>
    private const double FirstPieceSeconds = 0.25;

    /// <summary>Share of the longest time that writing may take; the rest is for composing and storing.</summary>
    private const double WritingShare = 0.9;

    /// <summary>Characters per second for an answer of this length.</summary>
    public static double Rate(TextLanguage language, int characters, GuideOptions options)
    {
        var reading = language == TextLanguage.TraditionalChinese
            ? options.ChineseCharactersPerSecond
            : options.CharactersPerSecond;
        return Math.Max(reading, characters / (options.LongestAnswerSeconds * WritingShare));
    }

    /// <summary>Characters that should have been written after this time, the first piece included.</summary>
    public static long Due(TimeSpan elapsed, double rate) =>
        Math.Max(1, (long)(FirstPieceSeconds * rate)) + (long)(elapsed.TotalSeconds * rate);

    /// <summary>Number of characters in UTF-8.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
            count += IsContinuation(b) ? 0 : 1;
        return count;
    }

    /// <summary>Bytes of the first so many characters.</summary>
    public static int BytesOf(ReadOnlySpan<byte> utf8, long characters)
    {
        var at = 0;
        for (; at < utf8.Length; at++)
        {
            if (!IsContinuation(utf8[at]) && --characters < 0)
                break;
        }

        return at;
    }

    /// <summary>Bytes 10xxxxxx go on with the character before them.</summary>
    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
