using System.Text;

namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>Makes the kept text of what a PDF reader wrote: pages ended by form feeds, nothing that is not text.</summary>
internal static class PdfText
{
    /// <summary>Empty lines in a row beyond so many say nothing.</summary>
    private const int MostLineEnds = 2;

    /// <summary>Cleans the output of pdftotext.</summary>
    /// <param name="output">UTF-8; what is none becomes U+FFFD.</param>
    /// <returns>Empty when no page holds a letter.</returns>
    public static string Clean(ReadOnlySpan<byte> output)
    {
        var raw = Encoding.UTF8.GetString(output);
        var text = new StringBuilder(raw.Length);
        var lineEnds = 0;
        foreach (var c in raw)
        {
            if (c == '\n')
            {
                if (++lineEnds <= MostLineEnds)
                    text.Append(c);
                continue;
            }

            if (c == DocumentPages.End)
            {
                text.Append(c);
                continue;
            }

            if (char.IsControl(c) && c != '\t')
                continue;
            lineEnds = 0;
            if (Letters(c) is { } letters)
                text.Append(letters);
            else
                text.Append(c);
        }

        return string.IsNullOrWhiteSpace(text.ToString()) ? "" : text.ToString();
    }

    /// <summary>What typesetters write as one sign is searched for as letters.</summary>
    private static string? Letters(char c) => c switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        '\uFB05' or '\uFB06' => "st",
        '\u00AD' => "",
        _ => null,
    };
}
