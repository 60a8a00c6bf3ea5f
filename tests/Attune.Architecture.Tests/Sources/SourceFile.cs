using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>One text file of the repository.</summary>
/// <param name="Path">Its path from the repository's root, with '/' between folders.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.Ordinal);

    public IReadOnlyList<string> Lines => field ??= Text.TrimEnd('\n').Split('\n');

    /// <summary>The C# syntax of this file, read by the compiler's own parser.</summary>
    public CompilationUnitSyntax Syntax => field ??=
        CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();

    /// <summary>The line where a node or token begins, from 1.</summary>
    public int LineOf(SyntaxNodeOrToken node) => node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>True when the file lies in this folder or below it.</summary>
    public bool IsIn(string folder) => Path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Top-level types, in the order of the file.</summary>
    public IReadOnlyList<MemberDeclarationSyntax> TopLevelTypes => field ??=
    [
        .. Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax),
    ];
}
