using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>
/// Finds the verdicts of benches that name checklist items: a call with an argument <c>proves: ["D-33"]</c>. The first literal
/// with a space is what it claims. Under <c>bench</c> the first literal names the scenario (one letter) or, before a dot, the
/// command; a bench that is a verb of the program is run by the command of its folder's name.
/// </summary>
internal static class MeasurementScan
{
    private const string Verbs = "src/Attune.Server/Verbs/Bench";

    public static IEnumerable<Proof> In(Repository sources) =>
        from file in sources.AllCode
        where file.IsIn("bench") || file.IsIn(Verbs)
        from argument in file.Syntax.DescendantNodes().OfType<ArgumentSyntax>()
        where IsProves(argument) && argument.Expression is CollectionExpressionSyntax
        let texts = TextsOf(argument)
        select new Proof(texts.FirstOrDefault(text => text.Contains(' ', StringComparison.Ordinal)) ?? "",
            IdsOf(argument), file.Path, file.LineOf(argument), CommandOf(file, texts is [var name, ..] ? name : ""));

    /// <summary>True when the verdict of this proof only informs: it says <c>false</c> where gates say <c>true</c>.</summary>
    public static bool IsGoal(Repository sources, Proof proof) => sources.Find(proof.Path) is { } file
        && file.Syntax.DescendantNodes().OfType<ArgumentSyntax>()
            .Where(argument => IsProves(argument) && file.LineOf(argument) == proof.Line)
            .Any(argument => Beside(argument).Any(other =>
                other.NameColon is null && other.Expression.IsKind(SyntaxKind.FalseLiteralExpression)));

    private static bool IsProves(ArgumentSyntax argument) =>
        string.Equals(argument.NameColon?.Name.Identifier.ValueText, "proves", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> IdsOf(ArgumentSyntax argument) =>
        [.. argument.Expression.DescendantNodes().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.ValueText)];

    private static string[] TextsOf(ArgumentSyntax argument) =>
        [.. Beside(argument).Select(other => other.Expression).OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText)];

    private static IEnumerable<ArgumentSyntax> Beside(ArgumentSyntax argument) =>
        (argument.Parent as BaseArgumentListSyntax)?.Arguments ?? [];

    private static string CommandOf(SourceFile file, string name)
    {
        if (file.IsIn(Verbs))
            return $"bench/{file.Path.Split('/')[Verbs.Count(c => c == '/') + 1].ToLowerInvariant()}/run";
        var bench = string.Join('/', file.Path.Split('/')[..2]);
        return name.Length == 1 ? $"{bench}/run --scenario {name}" : $"{bench}/{name.Split('.')[0]}";
    }
}
