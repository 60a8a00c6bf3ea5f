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
        new("measurement-can-fail", MeasurementCanFail, WithVerdict("false", "S")),
        new("measurement-has-a-command", MeasurementHasACommand, WithVerdict("true", "other.growth")),
        new("measurement-of-an-l-item", MeasurementOfAnLItem, WithVerdict("true", "S")),
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
        .Select(proof => new Violation(proof.Path, proof.Line, "It stands above no test, or beside no claim.",
            "Put the comment above test(…) or it(…); say in words what a verdict claims."));

    private static IEnumerable<Violation> MeasurementCanFail(House house) => MeasurementScan.In(house.Sources)
        .Where(proof => MeasurementScan.IsGoal(house.Sources, proof))
        .Select(proof => new Violation(proof.Path, proof.Line, $"'{proof.Test}' is a goal, which may be missed.",
            "Only a gate proves an item: missing it must fail the command."));

    private static IEnumerable<Violation> MeasurementHasACommand(House house) =>
        from proof in MeasurementScan.In(house.Sources)
        let command = proof.Command!.Split(' ')[0]
        where house.Sources.Find(command) is null
        select new Violation(proof.Path, proof.Line, $"'{proof.Test}' is measured by '{command}', which does not exist.",
            "Begin the verdict's name with the letter of its scenario, or with the command and a dot.");

    private static IEnumerable<Violation> MeasurementOfAnLItem(House house)
    {
        var others = ChecklistCatalogue.Read(house.Sources)
            .Where(item => !item.Kind.Contains('L', StringComparison.Ordinal)).Select(item => item.Id)
            .ToHashSet(StringComparer.Ordinal);
        return from proof in MeasurementScan.In(house.Sources)
               from id in proof.Ids
               where others.Contains(id)
               select new Violation(proof.Path, proof.Line, $"'{proof.Test}' measures {id}, which asks for no measurement.",
                   "Prove it by a test.");
    }

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

    private static House WithVerdict(string isGate, string name) => House.Of(
        (ChecklistCatalogue.Path, SmallCatalogue), ("bench/demo/run", ""),
        ("bench/demo/Verdicts.cs",
            $"class V {{ object a = New({isGate}, \"{name}\", \"memory stays\", proves: [\"A-01\"]); }}\n"));

    private static House WithTest(string member) => House.Of(
        (ChecklistCatalogue.Path, SmallCatalogue),
        ("tests/Attune.Demo.Tests/DemoTests.cs", $"namespace Attune.Demo.Tests;\n\npublic class DemoTests {{ {member} }}\n"));
}
