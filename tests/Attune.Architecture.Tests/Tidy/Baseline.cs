using System.Globalization;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Tidy;

/// <summary>
/// What is already wrong and may only get better: one line for each exception, <c>rule | path | measure | reason</c>.
/// A place that got worse fails, and so does an exception that is no longer needed.
/// </summary>
internal static class Baseline
{
    public const string Path = "tests/Attune.Architecture.Tests/Tidy/baseline.txt";

    private const int Columns = 4;

    public static IReadOnlyList<BaselineEntry> Read(Repository sources) =>
        [.. (sources.Find(Path)?.Lines ?? []).Where(line => line.Length > 0 && !line.StartsWith('#')).Select(ReadLine)];

    /// <summary>What remains to be told about a rule once its exceptions are taken away.</summary>
    public static IReadOnlyList<string> Judge(string rule, IEnumerable<Violation> violations, IEnumerable<BaselineEntry> entries)
    {
        var told = new List<string>();
        var excepted = entries.Where(entry => entry.Rule == rule).ToDictionary(entry => entry.Path);
        foreach (var place in violations.GroupBy(violation => violation.Path))
        {
            var measure = place.Sum(violation => violation.Measure);
            if (!excepted.Remove(place.Key, out var entry))
                told.AddRange(place.Select(violation => violation.ToString()));
            else if (measure > entry.Measure)
                told.Add($"{place.Key}: it got worse, from {entry.Measure} to {measure}. {place.First().Instead}");
            else if (measure < entry.Measure)
                told.Add($"{Path}: '{rule} | {place.Key}' got better, from {entry.Measure} to {measure}. Lower its number.");
        }

        told.AddRange(excepted.Values
            .Select(entry => $"{Path}: '{entry.Rule} | {entry.Path}' is no longer needed. Remove the line."));
        return told;
    }

    private static BaselineEntry ReadLine(string line)
    {
        var cells = line.Split('|', Columns, StringSplitOptions.TrimEntries);
        if (cells.Length != Columns || cells[3].Length == 0)
            throw new InvalidDataException($"{Path}: write 'rule | path | measure | reason' instead of '{line}'.");
        return new BaselineEntry(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3]);
    }
}
