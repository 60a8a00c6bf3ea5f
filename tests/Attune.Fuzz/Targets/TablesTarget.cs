using System.Text;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Imports.Csv;
using Attune.Fuzz.Fuzzing;
using Attune.Language.Search;

namespace Attune.Fuzz.Targets;

/// <summary>
/// Delimited text that becomes a document. Promises: records that were written by the rules are read back; reading ends and loses
/// no letter; the text that is kept is no longer than allowed, and every row of it is under a heading of its own.
/// </summary>
internal sealed class TablesTarget : IFuzzTarget
{
    private const int Longest = 4_000;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    public string Name => "tables";

    public int Rounds => 6000;

    public byte[] Generate(Chance chance)
    {
        var delimiter = chance.Of(Delimiters);
        var columns = chance.Between(1, 5);
        var text = new StringBuilder(chance.Of("", "", "\uFEFF", $"sep={delimiter}\n"));
        for (var row = chance.Below(6); row >= 0; row--)
        {
            var cells = chance.OneIn(8) ? chance.Below(9) : columns;
            text.AppendJoin(delimiter, Enumerable.Range(0, cells).Select(_ => Cell(chance)));
            text.Append(chance.Of("\r\n", "\n", "\r", "", "\n\n"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public ValueTask<string> RunAsync(byte[] input)
    {
        if (FileContent.Decode(input) is not { } text)
            return ValueTask.FromResult("no text");
        var (delimiter, start) = CsvDelimiter.Of(text);
        Promise.Holds(start <= text.Length, "the records begin inside the text");
        var (records, isUnfinished) = Read(text[start..], delimiter);
        Promise.Same(Letters(text[start..]), records.Sum(record => record.Sum(Letters)), "no letter is lost or doubled");
        var written = string.Join("\r\n", records.Select(record => string.Join(delimiter, record.Select(Quote))));
        var (again, _) = Read(written, delimiter);
        Promise.Holds(again.Count == records.Count && again.Zip(records).All(pair => pair.First.SequenceEqual(pair.Second)),
            "what is written by the rules is read back");
        var kept = CsvText.Read(text, Longest);
        if (kept.Failure is { } failure)
            return ValueTask.FromResult($"{failure.Code} {isUnfinished}");
        Promise.Holds(!isUnfinished, "a table whose quotation mark is not closed is refused");
        // A row that reaches beyond the limit is the last one.
        Promise.Holds(kept.Value.Length <= Longest, "the text is no longer than allowed");
        var headings = kept.Value.Split('\n').Count(line => line.StartsWith("## ", StringComparison.Ordinal));
        Promise.Holds(headings == 0 || PassageCutter.Cut(kept.Value).Count >= headings, "every row is a passage of its own");
        return ValueTask.FromResult($"{Math.Min(headings, 6)} {delimiter} {start > 0}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Cell(Chance chance) => chance.Below(5) switch
    {
        0 => chance.Text(6),
        1 => $"\"{chance.Text(8).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        2 => chance.Of("Name", "高度", "# id", "- mark", "12", "1,5", "\"a\nb\"", "\"", "\"open"),
        3 => "",
        _ => chance.Of("a", "b", "c", "燈塔"),
    };

    private static (List<string[]> Records, bool IsUnfinished) Read(string text, char delimiter)
    {
        var reader = new CsvReader(text, delimiter);
        var cells = new List<string>();
        var records = new List<string[]>();
        var isUnfinished = false;
        while (reader.Read(cells))
        {
            records.Add([.. cells]);
            isUnfinished |= reader.IsUnfinished;
        }

        return (records, isUnfinished);
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
