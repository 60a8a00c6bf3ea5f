using Attune.Architecture.Tests.Guards;

namespace Attune.Architecture.Tests.Reference;

/// <summary>
/// The reference is what the product says about itself. Run these tests with ATTUNE_UPDATE_REFERENCE=1 to rewrite it, and
/// read the difference before it is committed.
/// </summary>
public sealed class ReferencePageTests
{
    public static TheoryData<string> Pages { get; } = [.. ReferencePage.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_is_up_to_date(string path)
    {
        var made = ReferencePage.All.Single(page => page.Path == path).Render(House.Real);

        var kept = House.Real.Sources.Find(path)?.Text ?? "";

        Assert.True(kept == made, $"{path} is out of date{FirstDifference(kept, made)}. "
            + $"Run the architecture tests with {ReferenceUpdate.Variable}=1 and commit what changed.");
    }

    private static string FirstDifference(string kept, string made)
    {
        if (kept.Length == 0)
            return ": it is missing";
        var (left, right) = (kept.Split('\n'), made.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $" from line {line + 1} on: it should say '{right.ElementAtOrDefault(line) ?? "(nothing)"}'";
    }
}
