using System.Text;
using Attune.Architecture.Tests.Checklist;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Reference;

/// <summary>The checklist with its proofs; what is unproven stands first.</summary>
internal static class ChecklistPage
{
    private static readonly (char Letter, string Name)[] Briefs =
    [
        ('A', "Companion"), ('B', "Platform"), ('C', "Studio"), ('D', "Hotel streams"), ('E', "Guide"),
    ];

    public static string Render(House house)
    {
        var items = ChecklistCatalogue.Read(house.Sources);
        var proofs = ProofScan.In(house.Sources).SelectMany(proof => proof.Ids.Select(id => (Id: id, Proof: proof)))
            .ToLookup(pair => pair.Id, pair => pair.Proof);
        var page = new StringBuilder("""
            # Checklist

            Generated from the catalogue of items and from the tests that name them. An item without a test is unproven, whatever
            works already. An item that is *measured* stands on a command that measures, judges and fails when the figure is
            missed; `./test` does not run it, its figures depend on the machine.
            Kinds: T test, L measurement, I inspection by script, D document whose commands a test runs,
            O needs time, people, hardware or a bill of the real world: such an item is at best *rehearsed*.
            Gates sum up other items; they are derived from their parts and no test claims them.


            """);
        AppendSums(page, items, proofs);
        AppendUnproven(page, items.Where(item => !item.IsGate && !proofs.Contains(item.Id)));
        AppendProven(page, items.Where(item => proofs.Contains(item.Id)), proofs);
        AppendGates(page, items.Where(item => item.IsGate));
        return page.ToString();
    }

    private static void AppendSums(StringBuilder page, IReadOnlyList<ChecklistItem> items, ILookup<string, Proof> proofs)
    {
        page.Append("| Brief | Items | Proven | Measured | Rehearsed | Unproven | Gates |\n|---|---|---|---|---|---|---|\n");
        foreach (var (letter, name) in Briefs.Append(('*', "All")))
        {
            var part = items.Where(item => letter == '*' || item.Id[0] == letter).ToList();
            var states = part.Select(item => StateOf(item, proofs)).ToList();
            page.Append(null, $"| {(letter == '*' ? name : $"{letter} {name}")} | {part.Count} | {Count(states, "proven")} ")
                .Append(null, $"| {Count(states, "measured")} | {Count(states, "rehearsed")} ")
                .Append(null, $"| {Count(states, "unproven")} | {Count(states, "derived")} |\n");
        }
    }

    private static void AppendUnproven(StringBuilder page, IEnumerable<ChecklistItem> items)
    {
        page.Append("\n## Unproven\n\n| Item | Kind | What | State |\n|---|---|---|---|\n");
        foreach (var item in items)
            page.Append(null, $"| {item.Id} | {item.Kind} | {WhatOf(item)} | unproven |\n");
    }

    private static void AppendProven(StringBuilder page, IEnumerable<ChecklistItem> items, ILookup<string, Proof> proofs)
    {
        page.Append("\n## Proven, measured or rehearsed\n\n| Item | Kind | What | Proof | State |\n|---|---|---|---|---|\n");
        foreach (var item in items)
        {
            var tests = string.Join("; ", proofs[item.Id].Select(proof => $"{proof.Test} (`{proof.Command ?? proof.Path}`)"));
            page.Append(null,
                $"| {item.Id} | {item.Kind} | {WhatOf(item)} | {DocText.Cell(tests)} | {StateOf(item, proofs)} |\n");
        }
    }

    private static void AppendGates(StringBuilder page, IEnumerable<ChecklistItem> items)
    {
        page.Append("\n## Gates\n\n| Item | Kind | What | State |\n|---|---|---|---|\n");
        foreach (var item in items)
            page.Append(null, $"| {item.Id} | {item.Kind} | {WhatOf(item)} | derived |\n");
    }

    /// <summary>
    /// What happens outside cannot be proven by a test: the best such an item can be is rehearsed. A figure is measured by a
    /// command, which says more than a test that happened to pass.
    /// </summary>
    private static string StateOf(ChecklistItem item, ILookup<string, Proof> proofs) =>
        item.IsGate ? "derived"
        : !proofs.Contains(item.Id) ? "unproven"
        : item.Kind.Contains('O', StringComparison.Ordinal) ? "rehearsed"
        : proofs[item.Id].All(proof => proof.Command is not null) ? "measured"
        : "proven";

    private static int Count(List<string> states, string state) => states.Count(each => each == state);

    private static string WhatOf(ChecklistItem item) => DocText.Cell($"{item.Group}: {item.Text}");
}
