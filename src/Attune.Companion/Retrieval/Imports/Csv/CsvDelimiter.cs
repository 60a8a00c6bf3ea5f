namespace Attune.Companion.Retrieval.Imports.Csv;

/// <summary>Tells what stands between the cells of delimited text.</summary>
internal static class CsvDelimiter
{
    private const string Announced = "sep=";

    /// <summary>
    /// The delimiter, and where the records begin. A first line such as <c>sep=;</c>, which spreadsheets write, says it; else it
    /// is the one of comma, semicolon and tab that stands most often in the first record outside quotation marks.
    /// </summary>
    public static (char Delimiter, int Start) Of(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(Announced, StringComparison.OrdinalIgnoreCase) && text.Length > Announced.Length
            && text[Announced.Length] is ',' or ';' or '\t' or '|'
            && (text.Length == Announced.Length + 1 || text[Announced.Length + 1] is '\r' or '\n'))
            return (text[Announced.Length], Announced.Length + 1);
        var (commas, semicolons, tabs) = Count(text);
        if (tabs > commas && tabs >= semicolons)
            return ('\t', 0);
        return (semicolons > commas ? ';' : ',', 0);
    }

    private static (int Commas, int Semicolons, int Tabs) Count(ReadOnlySpan<char> text)
    {
        var (commas, semicolons, tabs) = (0, 0, 0);
        var isQuoted = false;
        foreach (var c in text.TrimStart("\r\n"))
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && c is '\r' or '\n')
                break;
            else if (isQuoted)
                continue;
            else if (c == ',')
                commas++;
            else if (c == ';')
                semicolons++;
            else if (c == '\t')
                tabs++;
        }

        return (commas, semicolons, tabs);
    }
}
