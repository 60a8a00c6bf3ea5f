using System.Buffers;
using System.Text;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Tells what the bytes of a file are, whatever its name says.</summary>
internal static class FileContent
{
    /// <summary>Where readers of PDF documents look for the mark at the latest (ISO 32000-1, appendix H.3.4).</summary>
    private const int PdfMarkWithin = 1_024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16BigEndian =
        new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>What text does not contain: control characters other than tab, line ends, form feed and escape.</summary>
    private static readonly SearchValues<char> NeverInText = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n', '\v', '\f', '\r', '\u001b'])]);

    /// <summary>Kinds that people try to import, by their first bytes.</summary>
    /// <returns>In words; null when it is none of them.</returns>
    public static string? Foreign(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "an office document or an archive";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return "an older office document";
        return bytes.StartsWith("{\\rtf"u8) ? "a rich text document" : null;
    }

    /// <summary>True for a PDF document, before which a few other bytes may stand.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, PdfMarkWithin)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Reads UTF-8 with or without a byte order mark, and UTF-16 with one. The mark is not part of the text.</summary>
    /// <returns>Null when it is neither.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
                return Utf16.GetString(bytes[2..]);
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
                return Utf16BigEndian.GetString(bytes[2..]);
            return Utf8.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>True for what happens to be readable as characters but is no text.</summary>
    public static bool IsBinary(ReadOnlySpan<char> text) => text.ContainsAny(NeverInText);

    /// <summary>True for a web page, which is read as one also when its name says that it is text.</summary>
    public static bool IsPage(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
