using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attune.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Which project may know which, and which may know a vendor.</summary>
internal static partial class GraphGuards
{
    private const string TableFile = "docs/ARCHITECTURE.md";
    private const string SmallTable = "| Project | May reference |\n|---|---|\n| Contracts | - |\n| Foundation | Contracts |\n";

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("project-graph", ProjectGraph, House.Of(
            (TableFile, SmallTable),
            ("src/Attune.Contracts/Attune.Contracts.csproj",
                ProjectThatReferences("../Attune.Foundation/Attune.Foundation.csproj")))),
        new("project-in-table", ProjectInTable, House.Of(
            (TableFile, SmallTable), ("src/Attune.Mystery/Attune.Mystery.csproj", "<Project />"))),
        new("package-fences", PackageFences, House.Of(
            ("src/Attune.Realtime/Attune.Realtime.csproj",
                "<Project><ItemGroup><PackageReference Include=\"StackExchange.Redis\" /></ItemGroup></Project>"))),
        new("vendor-names", VendorNames, House.Of(
            ("src/Attune.Companion/Chat.cs", "namespace Attune.Companion; class Chat { OpenAIClient? client; }"))),
        new("database-with-tables-only", DatabaseWithTablesOnly, House.Of(
            ("src/Attune.Realtime/Log.cs", "using Microsoft.Data.Sqlite; namespace Attune.Realtime; class Log;"))),
        new("connections-from-foundation", ConnectionsFromFoundation, House.Of(
            ("src/Attune.Companion/Table.cs", "class Table { object Open() => new SqliteConnection(\"Data Source=a.db\"); }"))),
        new("transports-know-no-engine", TransportsKnowNoEngine, House.Of(
            ("src/Attune.Realtime/Transports/Socket.cs",
                "using Attune.Realtime.StreamEngines; namespace Attune.Realtime.Transports; class Socket;"))),
    ];

    /// <summary>Packages, and the projects that may reference them: a vendor is known in one place, so that it can be replaced
    /// there.</summary>
    private static readonly (string Prefix, string[] Projects)[] PackageOwners =
    [
        ("Microsoft.Data.Sqlite", ["Attune.Foundation"]),
        ("SQLitePCLRaw", ["Attune.Foundation"]),
        ("Npgsql", ["Attune.Foundation"]),
        ("StackExchange.Redis", ["Attune.Redis"]),
        ("OpenAI", ["Attune.Inference"]),
        ("Microsoft.Extensions.AI", ["Attune.Inference", "Attune.Companion", "Attune.Studio"]),
    ];

    /// <summary>Words in identifiers, and the folders whose code may use them.</summary>
    private static readonly (Regex Word, string[] Folders, string Reason)[] WordOwners =
    [
        (RedisWord(), ["src/Attune.Redis", "src/Attune.Server"],
            "Speak of topics and positions, or move the code to Attune.Redis."),
        (ModelVendorWord(), ["src/Attune.Inference"],
            "Ask for an IChatClient or IEmbeddingGenerator; vendors are known to Attune.Inference only."),
        (ConnectionStringWord(), ["src/Attune.Foundation/Persistence"], "Take a connection from Foundation's database class."),
    ];

    /// <summary>Reads the table "Project | May reference" of the architecture page.</summary>
    internal static Dictionary<string, HashSet<string>> ReadTable(Repository sources)
    {
        var rows = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var lines = sources.Find(TableFile)?.Lines ?? [];
        foreach (var line in lines.SkipWhile(line => !line.StartsWith("| Project |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')))
        {
            var cells = line.Split('|');
            var allowed = cells[2].Contains("everything above", StringComparison.Ordinal)
                ? rows.Keys.ToHashSet()
                : ProjectName().Matches(cells[2]).Select(match => match.Value).ToHashSet();
            foreach (Match project in ProjectName().Matches(cells[1]))
                rows[project.Value] = allowed;
        }

        return rows;
    }

    private static IEnumerable<Violation> ProjectGraph(House house)
    {
        var table = ReadTable(house.Sources);
        foreach (var (file, project) in ShippedProjects(house.Sources))
        {
            foreach (var reference in Includes(file, "ProjectReference").Select(ShortName))
            {
                if (table.TryGetValue(project, out var allowed) && !allowed.Contains(reference))
                {
                    yield return new Violation(file.Path, 0,
                        $"{project} references {reference}, which the table of {TableFile} does not allow.",
                        "Meet through Foundation's module contracts, a topic or an id; or change arrow and table together.");
                }
            }
        }
    }

    private static IEnumerable<Violation> ProjectInTable(House house)
    {
        var table = ReadTable(house.Sources);
        return ShippedProjects(house.Sources).Where(project => !table.ContainsKey(project.Name))
            .Select(project => new Violation(project.File.Path, 0,
                $"The project {project.Name} has no row in the table of {TableFile}.",
                "Add its row: a project without arrows has no place."));
    }

    private static IEnumerable<Violation> PackageFences(House house) =>
        from project in ShippedProjects(house.Sources)
        from package in Includes(project.File, "PackageReference")
        from owner in PackageOwners
        where package.StartsWith(owner.Prefix, StringComparison.Ordinal) && !owner.Projects.Contains($"Attune.{project.Name}")
        select new Violation(project.File.Path, 0, $"{project.Name} references the package {package}.",
            $"Only {string.Join(", ", owner.Projects)} may: use what that project offers.");

    private static IEnumerable<Violation> VendorNames(House house) =>
        from file in house.Sources.ShippedCode
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken)
        from owner in WordOwners
        where owner.Word.IsMatch(token.ValueText) && !owner.Folders.Any(file.IsIn)
        select new Violation(file.Path, file.LineOf(token), $"'{token.ValueText}' names a vendor.", owner.Reason);

    /// <summary>Plain SQL is for modules that have tables of their own; the others keep no database behind Foundation's
    /// back.</summary>
    private static IEnumerable<Violation> DatabaseWithTablesOnly(House house)
    {
        var withTables = house.Sources.Files.Where(file => file.Path.EndsWith(".sql", StringComparison.Ordinal)
            && file.IsIn("src"))
            .Select(file => file.Path.Split('/')[1]).Append("Attune.Foundation").ToHashSet(StringComparer.Ordinal);
        return from file in house.Sources.ShippedCode
               from directive in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
               where directive.Name?.ToString() is "Microsoft.Data.Sqlite" or "Npgsql" && !withTables
                   .Contains(file.Path.Split('/')[1])
               select new Violation(file.Path, file.LineOf(directive),
                   $"It names {directive.Name}, but its project has no migrations.",
                   "Give the module its tables as numbered SQL files, or ask the module that has them.");
    }

    private static IEnumerable<Violation> ConnectionsFromFoundation(House house) =>
        from file in house.Sources.ShippedCode
        where !file.IsIn("src/Attune.Foundation/Persistence")
        from creation in file.Syntax.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where creation.Type.ToString() is "SqliteConnection" or "NpgsqlConnection"
        select new Violation(file.Path, file.LineOf(creation), "It opens a connection of its own.",
            "Take it from Foundation's database class, which sets durability, secure deletion and time-outs.");

    private static IEnumerable<Violation> TransportsKnowNoEngine(House house) =>
        from file in house.Sources.ShippedCode.Where(file => file.IsIn("src/Attune.Realtime/Transports"))
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "StreamEngines"
        select new Violation(file.Path, file.LineOf(token), "A transport names the stream engines.",
            "Go through Sessions, Subscriptions or Delivery: transports carry frames and know no log.");

    private static IEnumerable<(SourceFile File, string Name)> ShippedProjects(Repository sources) => sources.Files
        .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) && (file.IsIn("src") || file.IsIn("clients")))
        .Select(file => (file, ShortName(file.Path)));

    private static IEnumerable<string> Includes(SourceFile project, string element) =>
        XDocument.Parse(project.Text).Descendants(element).Select(node => (string?)node.Attribute("Include")).OfType<string>();

    private static string ShortName(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("Attune.", "", StringComparison.Ordinal);

    private static string ProjectThatReferences(string path) =>
        $"<Project><ItemGroup><ProjectReference Include=\"{path}\" /></ItemGroup></Project>";

    [GeneratedRegex("[A-Z][A-Za-z]+")]
    private static partial Regex ProjectName();

    [GeneratedRegex("Redis|^Resp[A-Z0-9]|StackExchange")]
    private static partial Regex RedisWord();

    [GeneratedRegex("OpenAI|OpenAi|Ollama|Anthropic|Gemini|Mistral|LlamaCpp|OnnxRuntime", RegexOptions.IgnoreCase)]
    private static partial Regex ModelVendorWord();

    [GeneratedRegex("^(SqliteConnectionStringBuilder|SQLitePCL|NpgsqlDataSourceBuilder|NpgsqlConnectionStringBuilder)$")]
    private static partial Regex ConnectionStringWord();
}
