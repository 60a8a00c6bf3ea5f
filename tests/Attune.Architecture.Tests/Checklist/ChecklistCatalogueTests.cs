using System.Text.RegularExpressions;
using Attune.Architecture.Tests.Guards;
using Attune.TestKit.Proofs;

namespace Attune.Architecture.Tests.Checklist;

/// <summary>The catalogue is whole: an item that is missing here could never be found unproven.</summary>
public sealed class ChecklistCatalogueTests
{
    private static readonly IReadOnlyList<ChecklistItem> Items = ChecklistCatalogue.Read(House.Real.Sources);

    [Theory]
    [InlineData('A', 108)]
    [InlineData('B', 129)]
    [InlineData('C', 248)]
    [InlineData('D', 99)]
    [InlineData('E', 226)]
    public void Every_brief_has_all_its_items_in_order(char brief, int count)
    {
        var numbers = Items.Where(item => item.Id[0] == brief).Select(item => int.Parse(item.Id[2..], null));

        Assert.Equal(Enumerable.Range(1, count), numbers);
    }

    [Fact]
    public void There_are_810_items_with_known_kinds()
    {
        Assert.Equal(810, Items.Count);
        Assert.All(Items, item => Assert.Matches("^[TLIDO](/[TLIDO])?$", item.Kind));
        Assert.All(Items, item => Assert.True(ProvesAttribute.IsWellFormed(item.Id), item.Id));
        Assert.All(Items, item => Assert.NotEmpty(item.Text));
    }

    [Fact]
    public void Kinds_add_up_to_the_published_sums()
    {
        var sums = Items.GroupBy(item => item.Kind.Contains('/', StringComparison.Ordinal) ? "mixed" : item.Kind)
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(440, sums["T"]);
        Assert.Equal(115, sums["L"]);
        Assert.Equal(95, sums["I"]);
        Assert.Equal(78, sums["D"]);
        Assert.Equal(61, sums["O"]);
        Assert.Equal(21, sums["mixed"]);
    }

    [Fact]
    public void Items_that_sum_up_others_are_gates()
    {
        Assert.All(Items.Where(item => Regex.IsMatch(item.Text, "^gate:")), item => Assert.True(item.IsGate, item.Id));
        Assert.Equal(8, Items.Count(item => item.IsGate));
    }
}
