using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>Reads docstrings as plain Markdown.</summary>
internal static partial class DocText
{
    /// <summary>The summary of a member in one line; empty when it has none.</summary>
    public static string SummaryOf(MemberDeclarationSyntax member)
    {
        var text = Slashes().Replace(member.GetLeadingTrivia().ToFullString(), " ");
        var summary = Summary().Match(text).Groups["text"].Value;
        summary = Code().Replace(summary, "`${text}`");
        summary = Reference().Replace(summary, "`${name}`");
        return Blanks().Replace(summary, " ").Trim()
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
    }

    /// <summary>The summary of a property of a class, wherever the source declares it.</summary>
    public static string SummaryOf(Repository sources, Type type, string property) => sources.ShippedCode
        .Where(file => file.IsIn($"src/{type.Assembly.GetName().Name}") || file.IsIn("src/Attune.Server"))
        .SelectMany(file => file.TopLevelTypes.OfType<TypeDeclarationSyntax>())
        .Where(declared => declared.Identifier.ValueText == type.Name)
        .SelectMany(declared => declared.Members.OfType<PropertyDeclarationSyntax>())
        .Where(declared => declared.Identifier.ValueText == property)
        .Select(SummaryOf).FirstOrDefault() ?? "";

    /// <summary>Text that may stand in a cell of a Markdown table.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    [GeneratedRegex(@"^\s*///", RegexOptions.Multiline)]
    private static partial Regex Slashes();

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("<c>(?<text>.*?)</c>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("""<(see|paramref)\s+(cref|name|langword)="(?:\w:)?(?<name>[^"]+)"\s*/>""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
