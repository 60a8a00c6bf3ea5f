using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>A message that the program can log.</summary>
/// <param name="Id">Its event id; null when the attribute names none.</param>
/// <param name="File">Where it is declared.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record LogMessage(int? Id, SourceFile File, int Line);

/// <summary>Finds the log messages of the source by their attribute.</summary>
internal static class LogMessageScan
{
    public static IEnumerable<LogMessage> In(Repository sources) =>
        from file in sources.ShippedCode
        from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"
        select new LogMessage(IdOf(attribute), file, file.LineOf(attribute));

    private static int? IdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        var named = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.ToString() == "EventId"
            || argument.NameColon?.Name.ToString() == "eventId");
        var id = named ?? arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        return (id?.Expression as LiteralExpressionSyntax)?.Token.Value as int?;
    }
}
