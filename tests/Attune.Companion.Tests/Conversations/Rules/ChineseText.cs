using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>What Chinese text of ours has to look like.</summary>
internal static partial class ChineseText
{
    private const int Big5CodePage = 950;

    /// <summary>Big5, the character set of Taiwan, holds no character that is only Simplified.</summary>
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding(
        Big5CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static void AssertTraditional(string text)
    {
        Assert.True(IsTraditional(text), text);
        Assert.DoesNotMatch(HalfWidthMark, text);
    }

    public static bool IsTraditional(string text)
    {
        try
        {
            Big5.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>A comma, full stop or question mark of the Latin script beside a Chinese character.</summary>
    [GeneratedRegex("[\u4E00-\u9FFF][,.?!;:]|[,.?!;:][\u4E00-\u9FFF]")]
    private static partial Regex HalfWidthMark { get; }
}
