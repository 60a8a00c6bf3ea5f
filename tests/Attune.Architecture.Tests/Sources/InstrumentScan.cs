using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>A measuring instrument as the source creates it.</summary>
/// <param name="Name">Its name; empty when it is computed.</param>
/// <param name="Kind">Counter, histogram, gauge.</param>
/// <param name="Unit">What it counts in; empty when none is given.</param>
/// <param name="Meaning">Its description; empty when none is given.</param>
/// <param name="File">Where it is created.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Instrument(string Name, string Kind, string Unit, string Meaning, SourceFile File, int Line);

/// <summary>Finds the instruments that the product creates on its meters.</summary>
internal static class InstrumentScan
{
    private const string Prefix = "Create";

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "Counter", "UpDownCounter", "Histogram", "Gauge", "ObservableCounter", "ObservableUpDownCounter", "ObservableGauge",
    };

    public static IEnumerable<Instrument> In(Repository sources) =>
        from file in sources.ShippedCode
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = ((call.Expression as MemberAccessExpressionSyntax)?.Name as SimpleNameSyntax)?.Identifier.ValueText ?? ""
        where method.StartsWith(Prefix, StringComparison.Ordinal) && Kinds.Contains(method[Prefix.Length..])
        let observed = method.Contains("Observable", StringComparison.Ordinal) ? 1 : 0
        select new Instrument(
            TextOf(call, "name", 0), method[Prefix.Length..].Replace("Observable", "", StringComparison.Ordinal),
            TextOf(call, "unit", 1 + observed), TextOf(call, "description", 2 + observed), file, file.LineOf(call));

    private static string TextOf(InvocationExpressionSyntax call, string name, int position)
    {
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(candidate => candidate.NameColon?.Name.ToString() == name)
            ?? (position < arguments.Count && arguments.Take(position + 1).All(candidate => candidate.NameColon is null)
                ? arguments[position]
                : null);
        return argument?.Expression is { } text ? TextOf(text) : "";
    }

    private static string TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        BinaryExpressionSyntax sum => TextOf(sum.Left) + TextOf(sum.Right),
        _ => "",
    };
}
