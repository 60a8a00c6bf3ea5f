using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Checklist;

/// <summary>Reads the catalogue of all items.</summary>
internal static class ChecklistCatalogue
{
    public const string Path = "tests/Attune.Architecture.Tests/Checklist/catalogue.tsv";

    private const int Columns = 5;

    public static IReadOnlyList<ChecklistItem> Read(Repository sources) =>
        [.. (sources.Find(Path)?.Lines ?? []).Skip(1).Select(ReadLine)];

    private static ChecklistItem ReadLine(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != Columns)
            throw new InvalidDataException($"{Path}: a line has {cells.Length} columns instead of {Columns}: {line}");
        return new ChecklistItem(cells[0], cells[1], cells[2] == "gate", cells[3], cells[4]);
    }
}
