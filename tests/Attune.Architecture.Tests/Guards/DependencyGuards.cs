using System.Text.Json;
using System.Xml.Linq;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Every package that is used is accounted for.</summary>
internal static class DependencyGuards
{
    private const string Page = "docs/reference/dependencies.md";
    private const string Versions = "Directory.Packages.props";

    /// <summary>Package, version, what for, licence, alternatives refused.</summary>
    private const int Columns = 5;

    private static readonly string[] NpmSections = ["dependencies", "devDependencies", "optionalDependencies"];

    private const string OneVersion =
        "<Project><ItemGroup><PackageVersion Include=\"Xyz\" Version=\"1.0.0\" /></ItemGroup></Project>";

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("dependency-listed", Listed, House.Of((Versions, OneVersion), (Page, ""))),
        new("dependency-used", Used, House.Of((Versions, "<Project />"), (Page, "| Xyz | 1.0.0 | tests | MIT | none |\n"))),
        new("dependency-version", Version, House.Of((Versions, OneVersion), (Page, "| Xyz | 2.0.0 | tests | MIT | none |\n"))),
        new("dependency-explained", Explained, House.Of((Versions, OneVersion), (Page, "| Xyz | 1.0.0 | tests |  | none |\n"))),
        new("dependency-pinned", Pinned, House.Of(("console/package.json", "{ \"dependencies\": { \"react\": \"^19.0.0\" } }"))),
    ];

    private static IEnumerable<Violation> Listed(House house)
    {
        var rows = Rows(house.Sources).Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        return Packages(house.Sources).Where(package => !rows.Contains(package.Name))
            .Select(package => new Violation(package.File, 0,
            $"The package {package.Name} is not in {Page}.", "Add its row: version, what for, licence, alternatives refused."));
    }

    private static IEnumerable<Violation> Used(House house)
    {
        var packages = Packages(house.Sources).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        return Rows(house.Sources).Where(row => !packages.Contains(row[0])).Select(row => new Violation(Page, 0,
            $"The package {row[0]} is listed but nothing uses it.", "Remove the row."));
    }

    private static IEnumerable<Violation> Version(House house) =>
        from package in Packages(house.Sources)
        from row in Rows(house.Sources)
        where row[0] == package.Name && row[1] != package.Version
        select new Violation(Page, 0, $"{row[0]} is listed as {row[1]} but {package.File} pins {package.Version}.",
            "Correct the row.");

    private static IEnumerable<Violation> Explained(House house) => Rows(house.Sources)
        .Where(row => row.Count < Columns || row.Take(Columns).Any(string.IsNullOrWhiteSpace))
        .Select(row => new Violation(Page, 0, $"The row of {row[0]} has an empty cell.",
            "Say what for, under which licence, and which alternatives were refused and why."));

    private static IEnumerable<Violation> Pinned(House house) => Packages(house.Sources)
        .Where(package => package.Version.Length == 0 || !char.IsAsciiDigit(package.Version[0]))
        .Select(package => new Violation(package.File, 0, $"{package.Name} floats ('{package.Version}').",
            "Pin one exact version."));

    private static IEnumerable<(string Name, string Version, string File)> Packages(Repository sources)
    {
        var nuget = sources.Files.Where(file => file.Path == Versions)
            .SelectMany(file => XDocument.Parse(file.Text).Descendants("PackageVersion")
            .Select(package => ((string)package.Attribute("Include")!, (string?)package.Attribute("Version") ?? "", file.Path)));
        var npm = sources.Files.Where(file => file.Name == "package.json").SelectMany(file => NpmPackages(file));
        return nuget.Concat(npm).Distinct();
    }

    private static IEnumerable<(string Name, string Version, string File)> NpmPackages(SourceFile file)
    {
        using var json = JsonDocument.Parse(file.Text);
        foreach (var section in NpmSections)
        {
            if (!json.RootElement.TryGetProperty(section, out var packages))
                continue;
            foreach (var package in packages.EnumerateObject().Where(package => !IsLocal(package.Value.GetString() ?? "")))
                yield return (package.Name, package.Value.GetString() ?? "", file.Path);
        }
    }

    /// <summary>Our own packages, referenced by folder.</summary>
    private static bool IsLocal(string version) =>
        version.StartsWith("file:", StringComparison.Ordinal) || version.StartsWith("workspace:", StringComparison.Ordinal);

    /// <summary>The table's rows without its heading.</summary>
    private static IEnumerable<List<string>> Rows(Repository sources) => (sources.Find(Page)?.Lines ?? [])
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal)
            && !line.StartsWith("| Package |", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToList());
}
