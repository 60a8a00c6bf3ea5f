using System.Text.RegularExpressions;

namespace Attune.Architecture.Tests.Guards;

/// <summary>What must not stand in any file.</summary>
internal static partial class TextGuards
{
    public static IReadOnlyList<Guard> All { get; } =
    [
        new("nothing-left-over", NothingLeftOver, House.Of(("src/Attune.Demo/Thing.cs", "// TO" + "DO: finish\n"))),
        new("no-machine-paths", NoMachinePaths, House.Of(("docs/GUIDE.md", "Look into /home" + "/anna/attune.\n"))),
        new("lock-files-name-no-registry", LockFilesNameNoRegistry, House.Of(
            ("console/package-lock.json", "{ \"resolved\": \"https://registry.example/react.tgz\" }"))),
        new("links-lead-somewhere", LinksLeadSomewhere, House.Of(("docs/README.md", "See [the guide](GUIDE.md).\n"))),
    ];

    private static IEnumerable<Violation> NothingLeftOver(House house) =>
        from file in house.Sources.Files
        from line in file.Lines.Index()
        let match = Leftover().Match(line.Item)
        where match.Success
        select new Violation(file.Path, line.Index + 1, $"'{match.Value}' says that something is unfinished.",
            "Finish it, or take it out and write an issue.");

    private static IEnumerable<Violation> NoMachinePaths(House house) =>
        from file in house.Sources.Files
        from line in file.Lines.Index()
        let match = MachinePath().Match(line.Item)
        where match.Success && !(file.IsIn("tests") && SamplePath().IsMatch(match.Value))
        select new Violation(file.Path, line.Index + 1, $"'{match.Value}' exists on one machine only.",
            "Name a path inside the repository, or a setting.");

    private static IEnumerable<Violation> LockFilesNameNoRegistry(House house) =>
        from file in house.Sources.Files
        where IsLockOrRegistryFile(file.Name)
        from line in file.Lines.Index()
        where RegistryAddress().IsMatch(line.Item)
        select new Violation(file.Path, line.Index + 1, "It names the address of a package registry.",
            "Take addresses out (npm: omit-lockfile-registry-resolved=true): everyone restores from the registry they have.");

    private static IEnumerable<Violation> LinksLeadSomewhere(House house)
    {
        var files = house.Sources.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in house.Sources.Files.Where(file => file.IsMarkdown))
        {
            foreach (var (index, line) in file.Lines.Index())
            {
                foreach (Match link in Link().Matches(line))
                {
                    var target = link.Groups["target"].Value.Split('#')[0];
                    var path = Resolve(file.Folder, target);
                    if (target.Length > 0 && !files.Contains(path)
                        && !files.Any(known => known.StartsWith(path + '/', StringComparison.Ordinal)))
                        yield return new Violation(file.Path, index + 1, $"The link to '{target}' leads nowhere.",
                            "Correct or remove it.");
                }
            }
        }
    }

    private static bool IsLockOrRegistryFile(string name) =>
        name is "package-lock.json" or "packages.lock.json" or ".npmrc"
            || name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase);

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var part in target.TrimEnd('/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not "." and not "..")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    /// <summary>Markers in comments; a word in a pattern or text that a program reads is no marker.</summary>
    [GeneratedRegex(@"(//|#|\*|<!--|--)[^|""']*\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b|NotImplemented[E]xception")]
    private static partial Regex Leftover();

    /// <summary>Homes of invented people, in tests of what must not be told.</summary>
    [GeneratedRegex("^/home/(anna|ben)$")]
    private static partial Regex SamplePath();

    [GeneratedRegex(
        @"(?<![\w.])/(wor[k]|hom[e]|roo[t]|User[s])/[\w.]+|\.\./share[d]/(design|requirements|research|data)|[A-Z]:\\User[s]\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""resolved""\s*:\s*""https?:|\bregistry\s*=|<add\s[^>]*value=""https?:", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"\]\((?<target>(?!https?:|mailto:)[^)\s]*)\)")]
    private static partial Regex Link();
}
