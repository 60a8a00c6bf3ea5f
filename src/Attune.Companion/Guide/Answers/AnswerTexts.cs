using System.Text;
using System.Text.RegularExpressions;
using Attune.Language;
using Attune.Language.Folding;

namespace Attune.Companion.Guide.Answers;

/// <summary>The guide's own words in both languages, and how quoted ones are laid out.</summary>
internal static partial class AnswerTexts
{
    public static string NotFound(TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? "我在你的文件裡找不到答案。可以換個說法再問一次，或先匯入談到這件事的文件。"
        : "I did not find this in your documents. Try other words, or import a document that covers it.";

    public static string CouldNotFinish(TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? "這個回答沒辦法寫完：伺服器一直無法儲存。請確認磁碟還有空間，再問一次。"
        : "This answer could not be finished: the server could not store it. Check that the disk has room, then ask again.";

    /// <summary>Names the document that is quoted.</summary>
    public static string LeadIn(TextLanguage language, string document) => language == TextLanguage.TraditionalChinese
        ? $"根據《{document}》："
        : $"From “{document}”: ";

    /// <summary>A quoted sentence on one line: wrapped lines joined (Chinese without a space), emphasis left out.</summary>
    /// <param name="quote">The sentence as it stands.</param>
    /// <param name="language">The language of the answer; in a Chinese one Simplified characters become Traditional.</param>
    public static string ForReading(string quote, TextLanguage language)
    {
        var text = new StringBuilder(quote.Length);
        foreach (var line in quote.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (text.Length > 0 && (char.IsAscii(text[^1]) || char.IsAscii(line[0])))
                text.Append(' ');
            text.Append(line);
        }

        var plain = text.Replace("**", "").ToString();
        return language == TextLanguage.TraditionalChinese ? ChineseFolding.ToTraditional(plain) : plain;
    }

    /// <summary>True when a sentence is hard to understand without the one before it.</summary>
    public static bool PointsBack(ReadOnlySpan<char> sentence) => BackReference.IsMatch(sentence);

    [GeneratedRegex("^(It|They|This|That|These|Those|He|She|Then)\\b|^(它|牠|他|她|這|此|其|該|那)", RegexOptions.CultureInvariant)]
    private static partial Regex BackReference { get; }
}
