using System.Globalization;
using System.Text;

namespace Attune.Companion.Tests.Retrieval.Imports.Pdf;

/// <summary>
/// Writes the smallest PDF documents that hold text of any script (ISO 32000-1): one font without shapes, whose table says which
/// character each of its signs stands for.
/// </summary>
internal static class PdfMaker
{
    private const int FirstPageObject = 6;

    /// <summary>A document with these lines on each of its pages.</summary>
    public static byte[] Of(params string[][] pages)
    {
        var signs = pages.SelectMany(page => page).SelectMany(line => line).Distinct().Order()
            .Select((character, index) => (character, Sign: index + 1)).ToDictionary(pair => pair.character, pair => pair.Sign);
        var kids = string.Join(' ', Enumerable.Range(0, pages.Length).Select(page => $"{FirstPageObject + (2 * page)} 0 R"));
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Length} /Kids [{kids}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 600 "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            StreamOf(CharactersOf(signs)),
        };
        foreach (var page in pages)
        {
            objects.Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> "
                + $"/Contents {objects.Count + 2} 0 R >>");
            var lines = page.Select(line => $"<{string.Concat(line.Select(c => Hex(signs[c])))}> Tj T*\n");
            objects.Add(StreamOf($"BT /F 12 Tf 14 TL 50 750 Td\n{string.Concat(lines)}ET"));
        }

        return File(objects);
    }

    private static string CharactersOf(Dictionary<char, int> signs)
    {
        const int MostInOneBlock = 100;
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /T def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in signs.Chunk(MostInOneBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (character, sign) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{Hex(sign)}> <{Hex(character)}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nend\nend\n").ToString();
    }

    private static string StreamOf(string content) => $"<< /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static byte[] File(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (index, content) in objects.Index())
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture,
            $"trailer << /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    private static string Hex(int number) => number.ToString("X4", CultureInfo.InvariantCulture);
}
