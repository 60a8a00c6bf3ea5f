using Attune.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>How large things may grow before they must be split.</summary>
internal static class SizeGuards
{
    private const int FileLines = 400;
    private const int MethodLines = 60;
    private const int LineColumns = 130;
    private const int FolderFiles = 25;
    private const int FolderDepth = 3;
    private const int FoundationLines = 2_600;
    private const int ProgramLines = 60;
    private const int ReadmeLines = 120;

    private static readonly string[] Measured = [".cs", ".ts", ".tsx", ".js", ".mjs", ".css", ".sql", ".lua", ".sh"];

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("file-lines", Files, House.Of(("src/Attune.Demo/Long.cs", Repeat("// line\n", FileLines + 1)))),
        new("method-lines", Methods,
            House.Of(("src/Attune.Demo/Long.cs", $"class Long {{ void Run()\n{{\n{Repeat("Run();\n", MethodLines)}}}\n}}"))),
        new("line-columns", Columns, House.Of(("src/Attune.Demo/Wide.cs", $"// {Repeat("x", LineColumns)}\n"))),
        new("folder-files", Folders,
            House.Of([.. Enumerable.Range(0, FolderFiles + 1).Select(i => ($"src/Attune.Demo/Many/F{i}.cs", ""))])),
        new("folder-depth", Depth, House.Of(("src/Attune.Demo/A/B/C/D/Deep.cs", ""))),
        new("foundation-lines", Foundation, House.Of(("src/Attune.Foundation/All.cs", Repeat("// line\n", FoundationLines + 1)))),
        new("program-lines", Program, House.Of(("src/Attune.Server/Program.cs", Repeat("// line\n", ProgramLines + 1)))),
        new("module-readme-lines", Readmes, House.Of(("src/Attune.Demo/README.md", Repeat("line\n", ReadmeLines + 1)))),
    ];

    private static IEnumerable<Violation> Files(House house) => Written(house)
        .Where(file => file.Lines.Count > FileLines)
        .Select(file => new Violation(file.Path, 0, $"It has {file.Lines.Count} lines; the limit is {FileLines}.",
            "Split it by concern: Thing.Publish.cs, Thing.Reconnect.cs.", file.Lines.Count));

    private static IEnumerable<Violation> Methods(House house) =>
        from file in house.Sources.AllCode
        from member in file.Syntax.DescendantNodes()
        where member is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = LinesOf(member)
        where lines > MethodLines
        select new Violation(file.Path, file.LineOf(member), $"A method has {lines} lines; the limit is {MethodLines}.",
            "Keep the control flow and move what it decides or computes into methods with names.", lines);

    private static IEnumerable<Violation> Columns(House house) =>
        from file in Written(house)
        from line in file.Lines.Index()
        where line.Item.Length > LineColumns
        select new Violation(file.Path, line.Index + 1,
            $"The line has {line.Item.Length} characters; the limit is {LineColumns}.", "Break it.");

    private static IEnumerable<Violation> Folders(House house) => Written(house)
        .GroupBy(file => file.Folder)
        .Where(folder => folder.Count() > FolderFiles)
        .Select(folder => new Violation(folder.Key, 0, $"The folder holds {folder.Count()} files; the limit is {FolderFiles}.",
            "Find the noun inside it and give that a folder.", folder.Count()));

    private static IEnumerable<Violation> Depth(House house) => house.Sources.AllCode
        .Where(file => file.IsIn("src") && file.Folder.Split('/').Length - 2 > FolderDepth)
        .Select(file => new Violation(file.Path, 0,
            $"It stands {file.Folder.Split('/').Length - 2} folders below its project; the limit is {FolderDepth}.",
            "Bring it up."));

    private static IEnumerable<Violation> Foundation(House house)
    {
        var lines = house.Sources.ShippedCode.Where(file => file.IsIn("src/Attune.Foundation")).Sum(file => file.Lines.Count);
        return lines <= FoundationLines ? [] :
            [new Violation("src/Attune.Foundation", 0, $"It has {lines} lines; the limit is {FoundationLines}.",
                "Move what only one or two modules need into them: copying ten lines is cheaper than a type with two masters.",
                lines)];
    }

    private static IEnumerable<Violation> Program(House house) => house.Sources.ShippedCode
        .Where(file => file.Path == "src/Attune.Server/Program.cs" && file.Lines.Count > ProgramLines)
        .Select(file => new Violation(file.Path, 0, $"It has {file.Lines.Count} lines; the limit is {ProgramLines}.",
            "Composition is a list of modules; each registers itself.", file.Lines.Count));

    private static IEnumerable<Violation> Readmes(House house) => house.Sources.Files
        .Where(file => file.Name == "README.md" && file.IsIn("src") && file.Lines.Count > ReadmeLines)
        .Select(file => new Violation(file.Path, 0, $"It has {file.Lines.Count} lines; the limit is {ReadmeLines}.",
            "Say what the module is for and where to begin; reference pages are generated.", file.Lines.Count));

    /// <summary>Code that people write: generated folders say so in their name.</summary>
    private static IEnumerable<SourceFile> Written(House house) => house.Sources.Files
        .Where(file => Measured.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
            && !file.Path.Contains("/generated/", StringComparison.Ordinal));

    /// <summary>From the signature to the closing brace, without docstring and attributes.</summary>
    private static int LinesOf(SyntaxNode member)
    {
        var span = member.SyntaxTree.GetLineSpan(member.Span);
        var attributes = member.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        var first = attributes is null
            ? span.StartLinePosition.Line
            : attributes.GetLocation().GetLineSpan().EndLinePosition.Line + 1;
        return span.EndLinePosition.Line - first + 1;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
