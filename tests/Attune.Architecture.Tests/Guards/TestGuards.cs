using Attune.Architecture.Tests.Checklist;
using Attune.Architecture.Tests.Sources;
using Attune.TestKit.Proofs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>What tests owe.</summary>
internal static class TestGuards
{
    private const string SmallCatalogue =
        "id\tkind\tgate\tgroup\ttext\nA-01\tT\t\tgroup\ttext\nA-05\tT\tgate\tgroup\tgate: text\n";

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("proof-id-known", ProofIdKnown, WithTest("[Proves(\"A-99\")] public void It_works() { }")),
        new("proof-at-most-three", ProofAtMostThree,
            WithTest("[Proves(\"A-01\", \"A-02\", \"A-03\", \"A-04\")] public void It_works() { }")),
        new("proof-no-gate", ProofNoGate, WithTest("[Proves(\"A-05\")] public void It_works() { }")),
        new("proof-on-a-test", ProofOnATest, House.Of(("console/src/live.test.ts", "// proves: A-01\nconst x = 1;\n"))),
        new("no-sleeping-test", NoSleepingTest, WithTest("public async Task It_works() { await Task.Delay(500); }")),
    ];

    private static IEnumerable<Violation> ProofIdKnown(House house)
    {
        var known = ChecklistCatalogue.Read(house.Sources).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return from proof in ProofScan.In(house.Sources)
               from id in proof.Ids
               where !known.Contains(id)
               select new Violation(proof.Path, proof.Line, $"'{proof.Test}' names the item '{id}', which does not exist.",
                   $"Look the id up in {ChecklistCatalogue.Path}.");
    }

    private static IEnumerable<Violation> ProofAtMostThree(House house) => ProofScan.In(house.Sources)
        .Where(proof => proof.Ids.Count is 0 or > ProvesAttribute.MaxIds)
        .Select(proof => new Violation(proof.Path, proof.Line, $"'{proof.Test}' names {proof.Ids.Count} items.",
            $"Name one to {ProvesAttribute.MaxIds} that it really proves, or split it."));

    private static IEnumerable<Violation> ProofNoGate(House house)
    {
        var gates = ChecklistCatalogue.Read(house.Sources).Where(item => item.IsGate).Select(item => item.Id)
            .ToHashSet(StringComparer.Ordinal);
        return from proof in ProofScan.In(house.Sources)
               from id in proof.Ids
               where gates.Contains(id)
               select new Violation(proof.Path, proof.Line, $"'{proof.Test}' claims {id}, which sums up other items.",
                   "Name the items that it proves; the sum is derived from them.");
    }

    private static IEnumerable<Violation> ProofOnATest(House house) => ProofScan.In(house.Sources)
        .Where(proof => proof.Test.Length == 0)
        .Select(proof => new Violation(proof.Path, proof.Line, "A 'proves' comment stands above no test.",
            "Put it above test(…) or it(…)."));

    /// <summary>A pause is allowed between two looks inside a loop that has a deadline, and as the deadline itself.</summary>
    private static IEnumerable<Violation> NoSleepingTest(House house) =>
        from file in house.Sources.TestCode
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = call.Expression.ToString()
        where method is "Thread.Sleep" || (method is "Task.Delay" && IsPlainPause(call))
        select new Violation(file.Path, file.LineOf(call), "It sleeps and hopes.",
            "Await the event with a deadline, or move the injected clock.");

    private static bool IsPlainPause(InvocationExpressionSyntax call) =>
        call.Ancestors().OfType<AwaitExpressionSyntax>().FirstOrDefault()?.Parent is ExpressionStatementSyntax
        && !call.ArgumentList.ToString().Contains("Infinite", StringComparison.Ordinal)
        && !call.ArgumentList.ToString().Contains("clock", StringComparison.OrdinalIgnoreCase)
        && !call.Ancestors().OfType<ArgumentSyntax>().Any()
        && !call.Ancestors().Any(IsLoop);

    private static bool IsLoop(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax;

    private static House WithTest(string member) => House.Of(
        (ChecklistCatalogue.Path, SmallCatalogue),
        ("tests/Attune.Demo.Tests/DemoTests.cs", $"namespace Attune.Demo.Tests;\n\npublic class DemoTests {{ {member} }}\n"));
}
