using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>What a file looks like: where it stands, what it holds, what its types are called.</summary>
internal static partial class ShapeGuards
{
    private const int FamilyLines = 60;

    private static readonly HashSet<string> BannedWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Core", "Base", "Impl",
    };

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("namespace-is-folder", NamespaceIsFolder, House.Of(
            ("src/Attune.Demo/Things/Thing.cs", "namespace Attune.Demo.Other;\n\nclass Thing;\n"))),
        new("one-type-per-file", OneTypePerFile, House.Of(
            ("src/Attune.Demo/Thing.cs", "namespace Attune.Demo;\n\nclass Thing { }\n\nclass Second { int x; }\n"))),
        new("file-named-after-type", FileNamedAfterType, House.Of(
            ("src/Attune.Demo/Stuff.cs", "namespace Attune.Demo;\n\nclass Thing { }\n"))),
        new("no-region", NoRegion, House.Of(("src/Attune.Demo/Thing.cs", "class Thing {\n#region fields\n#endregion\n}\n"))),
        new("banned-type-names", BannedTypeNames, House.Of(("src/Attune.Demo/ThingManager.cs", "class ThingManager;\n"))),
        new("no-swallowed-exception", NoSwallowedException, House.Of(
            ("src/Attune.Demo/Thing.cs", "class Thing { void Run() { try { Run(); } catch (System.Exception) { } } }\n"))),
        new("no-global-using", NoGlobalUsing, House.Of(("src/Attune.Demo/Usings.cs", "global using System.Text;\n"))),
        new("public-summary", PublicSummary, House.Of(
            ("src/Attune.Contracts/Thing.cs", "namespace Attune.Contracts;\n\npublic sealed record Thing(int Size);\n"))),
    ];

    private static IEnumerable<Violation> NamespaceIsFolder(House house)
    {
        foreach (var file in house.Sources.AllCode.Where(file => file.TopLevelTypes.Count > 0))
        {
            var parts = file.Folder.Split('/');
            var project = Array.FindIndex(parts, part => part.StartsWith("Attune.", StringComparison.Ordinal));
            var stated = file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            var expected = project < 0 ? stated : string.Join('.', parts[project..]);
            if (stated != expected)
            {
                yield return new Violation(file.Path, 0, $"The namespace is '{stated}' but the folder says '{expected}'.",
                    "Make them equal: whoever knows a type's name knows where it stands.");
            }
        }
    }

    private static IEnumerable<Violation> OneTypePerFile(House house)
    {
        foreach (var file in house.Sources.AllCode.Where(file => file.TopLevelTypes.Count > 1))
        {
            var isFamily = file.TopLevelTypes.All(IsSmall) && file.Lines.Count <= FamilyLines;
            var isTypeWithCompanions = file.TopLevelTypes.Count(type => !IsCompanion(type)) <= 1;
            if (!isFamily && !isTypeWithCompanions)
            {
                yield return new Violation(file.Path, 0,
                    $"It holds several top-level types: {string.Join(", ", file.TopLevelTypes.Select(NameOf))}.",
                    $"Give each its own file. Excepted are families of records, enums and exceptions up to {FamilyLines} lines, "
                    + "and declarations of one statement and extension methods beside the type they serve.",
                    file.TopLevelTypes.Count);
            }
        }
    }

    private static IEnumerable<Violation> FileNamedAfterType(House house) => house.Sources.AllCode
        .Where(file => file.TopLevelTypes.Count > 0 && file.TopLevelTypes.Any(type => !IsSmall(type))
            && file.TopLevelTypes.All(type => NameOf(type) != file.Name.Split('.')[0] && NameOf(type)
                + "s" != file.Name.Split('.')[0]))
        .Select(file => new Violation(file.Path, 0, $"No type in it is called '{file.Name.Split('.')[0]}'.",
            $"Rename the file to {NameOf(file.TopLevelTypes[0])}.cs, or the type."));

    private static IEnumerable<Violation> NoRegion(House house) =>
        from file in house.Sources.AllCode
        from trivia in file.Syntax.DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select new Violation(file.Path, trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            "It folds code into a #region.",
            "The fold is a missing file: move it out.");

    private static IEnumerable<Violation> BannedTypeNames(House house) =>
        from file in house.Sources.AllCode
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let word = Words().Matches(type.Identifier.ValueText).Select(match => match.Value).FirstOrDefault(BannedWords.Contains)
        where word is not null
        select new Violation(file.Path, file.LineOf(type), $"The type '{type.Identifier.ValueText}' is called a '{word}'.",
            "Name the job it does. If no name fits, it has two jobs.");

    private static IEnumerable<Violation> NoSwallowedException(House house) =>
        from file in house.Sources.AllCode
        from caught in file.Syntax.DescendantNodes().OfType<CatchClauseSyntax>()
        where caught.Block.Statements.Count == 0
            && !caught.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select new Violation(file.Path, file.LineOf(caught), "An exception is caught and forgotten without a word.",
            "Handle it, let it pass, or say in a comment why nothing is to be done.");

    private static IEnumerable<Violation> NoGlobalUsing(House house) =>
        from file in house.Sources.AllCode
        from directive in file.Syntax.Usings
        where directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
        select new Violation(file.Path, file.LineOf(directive), "A global using hides what files depend on.",
            "Write the using in each file that needs it.");

    /// <summary>Reference pages are made of these summaries.</summary>
    private static IEnumerable<Violation> PublicSummary(House house) =>
        from file in house.Sources.ShippedCode
        where file.IsIn("src/Attune.Contracts") || file.Name.EndsWith("Module.cs", StringComparison.Ordinal)
            || file.Name.EndsWith("Options.cs", StringComparison.Ordinal)
        from type in file.TopLevelTypes
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && !type.Modifiers.Any(SyntaxKind.PartialKeyword) && !HasSummary(type)
        select new Violation(file.Path, file.LineOf(type), $"The public type '{NameOf(type)}' has no summary.",
            "Say what it means, its units, ranges and errors.");

    internal static bool HasSummary(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().ToFullString().Contains("<summary>", StringComparison.Ordinal);

    internal static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
        DelegateDeclarationSyntax named => named.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Records, enums, delegates and exceptions are values and names; they may stand together in a short file.</summary>
    private static bool IsSmall(MemberDeclarationSyntax type) =>
        type is RecordDeclarationSyntax or EnumDeclarationSyntax or DelegateDeclarationSyntax || IsException(type);

    /// <summary>A declaration of one statement, or the extension methods of the type beside it.</summary>
    private static bool IsCompanion(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax
        || type is TypeDeclarationSyntax { Members.Count: 0, OpenBraceToken.RawKind: 0 }
        || NameOf(type).EndsWith("Extensions", StringComparison.Ordinal);

    private static bool IsException(MemberDeclarationSyntax type) => NameOf(type).EndsWith("Exception", StringComparison.Ordinal);

    [GeneratedRegex("[A-Z][a-z0-9]+")]
    private static partial Regex Words();
}
