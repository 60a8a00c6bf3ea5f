using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Sources;

/// <summary>An expected failure as the source declares it.</summary>
/// <param name="Code">Its stable name.</param>
/// <param name="Status">The HTTP status; null when it is computed.</param>
/// <param name="Title">What kind of thing went wrong.</param>
/// <param name="WhatToDo">The next step for the caller.</param>
/// <param name="Retry">True when the same call may succeed later.</param>
/// <param name="File">Where it is declared.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record DeclaredFailure(
    string Code, int? Status, string Title, string WhatToDo, bool Retry, SourceFile File, int Line);

/// <summary>Finds the failures that modules declare, by their constructor call.</summary>
internal static class FailureScan
{
    private const int Arguments = 5;

    public static IEnumerable<DeclaredFailure> In(Repository sources) =>
        from file in sources.ShippedCode
        from creation in file.Syntax.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        where IsFailure(creation) && !file.Path.EndsWith("/Failure.cs", StringComparison.Ordinal)
        let arguments = creation.ArgumentList!.Arguments
        select new DeclaredFailure(
            TextOf(arguments[0]), NumberOf(arguments[1]), TextOf(arguments[2]), TextOf(arguments[4]),
            arguments.Skip(Arguments).Any(argument => argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression)), file,
                file.LineOf(creation));

    /// <summary><c>new Failure(…)</c>, or <c>new(…)</c> where the member's type is Failure.</summary>
    private static bool IsFailure(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.ArgumentList is not { Arguments.Count: >= Arguments })
            return false;
        return creation is ObjectCreationExpressionSyntax named
            ? named.Type.ToString() == "Failure"
            : creation.Ancestors().Select(TypeOf).FirstOrDefault(type => type is not null)?.TrimEnd('?') is "Failure";
    }

    private static string? TypeOf(SyntaxNode node) => node switch
    {
        PropertyDeclarationSyntax property => property.Type.ToString(),
        MethodDeclarationSyntax method => method.ReturnType.ToString(),
        VariableDeclarationSyntax variable when variable.Type.ToString() != "var" => variable.Type.ToString(),
        _ => null,
    };

    private static int? NumberOf(ArgumentSyntax argument) =>
        (argument.Expression as LiteralExpressionSyntax)?.Token.Value as int?;

    /// <summary>A literal's text; of an interpolated text the holes stand as <c>{name}</c>; constants added together are
    /// joined.</summary>
    private static string TextOf(ArgumentSyntax argument) => TextOf(argument.Expression);

    private static string TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(content =>
            content is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "…")),
        BinaryExpressionSyntax sum => TextOf(sum.Left) + TextOf(sum.Right),
        _ => "…",
    };
}
