using Microsoft.CodeAnalysis;
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

/// <summary>Finds the instruments that the product creates on its meters, directly or through a method of the same
/// file.</summary>
internal static class InstrumentScan
{
    private const string Prefix = "Create";

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "Counter", "UpDownCounter", "Histogram", "Gauge", "ObservableCounter", "ObservableUpDownCounter", "ObservableGauge",
    };

    private static readonly Dictionary<string, ExpressionSyntax> NoArguments = [];

    public static IEnumerable<Instrument> In(Repository sources) =>
        from file in sources.ShippedCode
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let kind = KindOf(call)
        where kind is not null
        from instrument in InCall(file, call, kind)
        select instrument;

    private static IEnumerable<Instrument> InCall(SourceFile file, InvocationExpressionSyntax call, string kind)
    {
        var method = call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault();
        var name = ArgumentOf(call, "name", 0) as IdentifierNameSyntax;
        var isWrapped = method is not null && name is not null
            && method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText);
        if (!isWrapped)
            return [Read(file, call, call, kind, NoArguments)];
        return file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(caller => caller.Expression is SimpleNameSyntax called
                && called.Identifier.ValueText == method!.Identifier.ValueText)
            .Select(caller => Read(file, caller, call, kind, GivenBy(caller, method!)));
    }

    private static Instrument Read(
        SourceFile file, SyntaxNode place, InvocationExpressionSyntax call, string kind, Dictionary<string,
            ExpressionSyntax> given)
    {
        var observed = kind.StartsWith("Observable", StringComparison.Ordinal) ? 1 : 0;
        return new Instrument(
            TextOf(ArgumentOf(call, "name", 0), given), kind.Replace("Observable", "", StringComparison.Ordinal),
            TextOf(ArgumentOf(call, "unit", 1 + observed), given), TextOf(ArgumentOf(call, "description", 2 + observed), given),
            file, file.LineOf(place));
    }

    private static string? KindOf(InvocationExpressionSyntax call)
    {
        var method = ((call.Expression as MemberAccessExpressionSyntax)?.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
        return method.StartsWith(Prefix, StringComparison.Ordinal) && Kinds.Contains(method[Prefix.Length..])
            ? method[Prefix.Length..]
            : null;
    }

    /// <summary>What a call gives to each parameter of the method.</summary>
    private static Dictionary<string, ExpressionSyntax> GivenBy(InvocationExpressionSyntax caller, MethodDeclarationSyntax method)
    {
        var given = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        foreach (var (index, parameter) in method.ParameterList.Parameters.Index())
        {
            if (ArgumentOf(caller, parameter.Identifier.ValueText, index) is { } argument)
                given[parameter.Identifier.ValueText] = argument;
        }

        return given;
    }

    private static ExpressionSyntax? ArgumentOf(InvocationExpressionSyntax call, string name, int position)
    {
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(candidate => candidate.NameColon?.Name.ToString() == name)
            ?? (position < arguments.Count && arguments.Take(position + 1).All(candidate => candidate.NameColon is null)
                ? arguments[position]
                : null);
        return argument?.Expression;
    }

    private static string TextOf(ExpressionSyntax? expression, Dictionary<string, ExpressionSyntax> given) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value as string ?? "",
        BinaryExpressionSyntax sum => TextOf(sum.Left, given) + TextOf(sum.Right, given),
        IdentifierNameSyntax parameter when given.TryGetValue(parameter.Identifier.ValueText, out var argument) =>
            TextOf(argument, NoArguments),
        _ => "",
    };
}
