using System.Text;
using Attune.Companion.Retrieval.Imports.Csv;
using Attune.Language.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Retrieval.Imports.Csv;

/// <summary>Tables as text: each row a passage with the names of its columns.</summary>
public sealed class CsvTextTests
{
    private const long Limit = 1_000_000;

    [Fact]
    public void Each_row_stands_under_its_first_cell_with_the_names_of_the_columns()
    {
        const string Table = "名稱,高度,Built\r\n東引燈塔,14 公尺,1904\r\nGuia,\"13 m, with its \"\"cage\"\"\",1865\r\n";
        Assert.Equal(
            "## 東引燈塔\n名稱: 東引燈塔; 高度: 14 公尺; Built: 1904\n\n"
                + "## Guia\n名稱: Guia; 高度: 13 m, with its \"cage\"; Built: 1865",
            CsvText.Read(Table, Limit).Value);
    }

    [Fact]
    public void A_passage_is_a_whole_row_and_nothing_but_it()
    {
        var table = new StringBuilder("Tower;Height;Keeper\n");
        for (var i = 0; i < 50; i++)
            table.Append(null, $"Tower {i};{i + 10} metres;Keeper number {i}\n");
        var text = CsvText.Read(table.ToString(), Limit).Value;
        var passages = PassageCutter.Cut(text);
        Assert.Equal(50, passages.Count);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal($"Tower {i}\nTower: Tower {i}; Height: {i + 10} metres; Keeper: Keeper number {i}",
                passages[i].Span.Of(text).ToString());
        }
    }

    [Fact]
    public void Without_a_head_the_columns_have_numbers()
    {
        Assert.Equal("## 1\ncolumn 1: 1; column 2: a\n\n## 2\ncolumn 1: 2; column 2: b", CsvText.Read("1,a\n2,b", Limit).Value);
        Assert.Equal("## a\ncolumn 1: a; column 2: a", CsvText.Read("a,a", Limit).Value);
        Assert.Equal("## x\na: x; b: y; column 3: more", CsvText.Read("a,b\nx,y,more", Limit).Value);
        Assert.Equal("Name, Height", CsvText.Read("Name,Height\n", Limit).Value);
    }

    [Fact]
    public void Marks_in_names_and_lines_in_cells_make_no_headings_and_no_lists() =>
        Assert.Equal("## x # y\nid: x # y; notes: - z; column 3: w",
            CsvText.Read("# id,- notes:,###\n\"x\n# y\",- z,w", Limit).Value);

    [Fact]
    public void Tables_that_are_none_are_refused_with_the_line()
    {
        var open = CsvText.Read("a,b\n\"c,d\ne,f", Limit).Failure!;
        Assert.Equal("table_unreadable", open.Code);
        Assert.Contains("line 2", open.Detail, StringComparison.Ordinal);
        Assert.Equal("table_unreadable", CsvText.Read(new string(',', 600), Limit).Failure!.Code);
        Assert.Equal("", CsvText.Read(" , \n,", Limit).Value);
    }

    [Fact]
    public void A_table_that_grows_without_bound_is_refused_early()
    {
        var names = string.Join(',', Enumerable.Range(0, 400).Select(i => $"a long name of a column number {i}"));
        var row = string.Join(',', Enumerable.Repeat("x", 400));
        var table = names + "\n" + string.Join('\n', Enumerable.Repeat(row, 5_000));
        Assert.Equal("table_too_long", CsvText.Read(table, Limit).Failure!.Code);
    }

    [Fact]
    public void Whatever_the_table_is_it_gives_text_or_a_failure_and_no_row_is_lost() =>
        Prop.ForAll<NonNull<string>[]>(values =>
        {
            var cells = values.Select(value => value.Get.Replace("\"", "", StringComparison.Ordinal)).ToList();
            var read = CsvText.Read("name,value\n" + string.Join('\n', cells.Select(cell => $"\"{cell}\",1")), Limit);
            Assert.Null(read.Failure);
            Assert.Equal(cells.Count, read.Value.Split('\n').Count(line => line.EndsWith("value: 1", StringComparison.Ordinal)));
        }).QuickCheckThrowOnFailure();
}
