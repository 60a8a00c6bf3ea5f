using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>A test that says which checklist items it proves, or a verdict of a bench that says which it measures.</summary>
/// <param name="Test">The test's name, or what the verdict claims.</param>
/// <param name="Ids">The items.</param>
/// <param name="Path">Its file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Command">The command that measures and judges; null for a test.</param>
internal sealed record Proof(string Test, IReadOnlyList<string> Ids, string Path, int Line, string? Command = null);

/// <summary>
/// Finds proofs in the text of tests: the attribute in C#, a comment <c>proves: D-34, A-12</c> above a test in TypeScript; and
/// what <see cref="MeasurementScan"/> finds in benches. Nothing is loaded or run, so a proof counts as soon as its test is
/// written; that it passes is what the test run says, and for a measurement the run of its command.
/// </summary>
internal static partial class ProofScan
{
    private static readonly string[] ScriptEndings = [".ts", ".tsx", ".mjs", ".js"];

    public static IEnumerable<Proof> In(Repository sources) =>
        sources.TestCode.SelectMany(InCSharp).Concat(sources.Files.Where(IsScript).SelectMany(InScript))
            .Concat(MeasurementScan.In(sources))
            .OrderBy(proof => proof.Path, StringComparer.Ordinal).ThenBy(proof => proof.Line);

    private static IEnumerable<Proof> InCSharp(SourceFile file) =>
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString() is "Proves" or "ProvesAttribute"
        select new Proof(method.Identifier.ValueText,
            [.. attribute.ArgumentList?.Arguments.Select(argument => argument.Expression is LiteralExpressionSyntax literal
                ? literal.Token.ValueText : argument.Expression.ToString()) ?? []],
            file.Path, file.LineOf(attribute));

    private static IEnumerable<Proof> InScript(SourceFile file)
    {
        foreach (var (index, line) in file.Lines.Index())
        {
            if (ProvesComment().Match(line) is not { Success: true } comment)
                continue;
            var test = file.Lines.Skip(index + 1).Select(following => TestName().Match(following))
                .FirstOrDefault(match => match.Success);
            yield return new Proof(test?.Groups["name"].Value ?? "",
                comment.Groups["ids"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries), file.Path, index + 1);
        }
    }

    private static bool IsScript(SourceFile file) =>
        (file.IsIn("clients") || file.IsIn("console") || file.IsIn("tests"))
        && ScriptEndings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(//|\*|/\*)\s*proves:\s*(?<ids>[^*]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ProvesComment();

    [GeneratedRegex(@"\b(test|it)\s*(\.each\(.*\)|\.\w+)?\(\s*(['""`])(?<name>.*?)\3")]
    private static partial Regex TestName();
}
