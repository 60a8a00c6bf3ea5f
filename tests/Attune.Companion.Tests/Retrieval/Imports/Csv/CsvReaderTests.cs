using Attune.Companion.Retrieval.Imports.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Retrieval.Imports.Csv;

/// <summary>Records of delimited text, by the examples of RFC 4180 and by reading back what is written by its rules.</summary>
public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa|bbb|ccc;zzz|yyy|xxx")]
    [InlineData("aaa,bbb,ccc\nzzz,yyy,xxx", "aaa|bbb|ccc;zzz|yyy|xxx")]
    [InlineData("\"aaa\",\"b\r\nbb\",\"ccc\"\rzzz,yyy,xxx", "aaa|b\r\nbb|ccc;zzz|yyy|xxx")]
    [InlineData("\"aaa\",\"b\"\"bb\",\"ccc\"", "aaa|b\"bb|ccc")]
    [InlineData("a,,\n,\n\n\nb", "a||;|;b")]
    [InlineData("5'10\" tall,b", "5'10\" tall|b")]
    [InlineData("\"a\" b,c", "a b|c")]
    [InlineData("", "")]
    [InlineData("\r\n\r\n", "")]
    [InlineData("a,\"\"", "a|")]
    public void Records_are_read_as_the_rfc_says(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Read(text, ',').Select(record => string.Join('|', record))));

    [Fact]
    public void A_quotation_mark_that_is_not_closed_is_told_with_its_line()
    {
        var reader = new CsvReader("a,b\n\"c\nd\",e\nf,\"g\nh,i\nj", ',');
        var cells = new List<string>();
        Assert.True(reader.Read(cells) && !reader.IsUnfinished && reader.Line == 1);
        Assert.True(reader.Read(cells) && !reader.IsUnfinished && reader.Line == 2);
        Assert.True(reader.Read(cells));
        Assert.Equal((true, 4), (reader.IsUnfinished, reader.Line));
        Assert.False(reader.Read(cells));
    }

    [Fact]
    public void Whatever_is_written_by_the_rules_is_read_back() =>
        Prop.ForAll<NonNull<string>[][]>(rows =>
        {
            foreach (var delimiter in (char[])[',', ';', '\t'])
            {
                // A record of one empty cell cannot be told from an empty line.
                var wanted = rows.Select(row => row.Select(cell => cell.Get).ToArray())
                    .Where(row => row.Length > 1 || (row.Length == 1 && row[0].Length > 0)).ToList();
                var text = string.Join("\r\n", wanted.Select(row => string.Join(delimiter, row.Select(Quote))));
                var read = Read(text, delimiter);
                Assert.Equal(wanted.Count, read.Count);
                for (var i = 0; i < read.Count; i++)
                    Assert.Equal(wanted[i], read[i]);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_text_is_the_reader_ends_and_loses_no_letter() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var letters = string.Concat(Read(text.Get, ',').SelectMany(record => record)).Count(char.IsLetterOrDigit);
            Assert.Equal(text.Get.Count(char.IsLetterOrDigit), letters);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a,b,c\n1;2;3;4", ',', 0)]
    [InlineData("Name;Preis\nA;1,50", ';', 0)]
    [InlineData("a\tb\n", '\t', 0)]
    [InlineData("\"a;b;c\",d", ',', 0)]
    [InlineData("one column", ',', 0)]
    [InlineData("sep=;\na,b;c", ';', 5)]
    [InlineData("\n\na;b", ';', 0)]
    public void The_delimiter_is_told_from_the_first_record(string text, char delimiter, int start) =>
        Assert.Equal((delimiter, start), CsvDelimiter.Of(text));

    private static List<string[]> Read(string text, char delimiter)
    {
        var reader = new CsvReader(text, delimiter);
        var cells = new List<string>();
        var records = new List<string[]>();
        while (reader.Read(cells))
            records.Add([.. cells]);
        return records;
    }

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
