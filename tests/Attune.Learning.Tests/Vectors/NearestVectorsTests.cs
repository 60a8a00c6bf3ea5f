using Attune.Learning.Vectors;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Learning.Tests.Vectors;

public sealed class NearestVectorsTests
{
    [Fact]
    public void The_nearest_come_first_by_direction_alone()
    {
        var table = new NearestVectors(2);
        table.Add("right", [10, 0]);
        table.Add("both", [0, 3, 0.2f, 0.2f]);
        var found = table.Search([0, 2], 3, least: -1);
        Assert.Equal([("both", 0), ("both", 1), ("right", 0)], found.Select(near => (near.Key, near.Row)));
        Assert.Equal(1, found[0].Similarity, 6);
        Assert.Equal(Math.Sqrt(0.5), found[1].Similarity, 6);
        Assert.Equal(0, found[2].Similarity, 6);
        Assert.Equal(["both", "both"], table.Search([0, 2], 3, least: 0.5f).Select(near => near.Key));
        Assert.Equal(3, table.Count);
    }

    [Fact]
    public void A_key_is_replaced_and_removed_with_all_its_vectors()
    {
        var table = new NearestVectors(1);
        table.Add("a", [1, 2, 3]);
        table.Add("a", [1]);
        Assert.Equal(1, table.Count);
        table.Remove("a");
        table.Remove("never");
        Assert.Equal(0, table.Count);
        Assert.Empty(table.Search([1], 5, least: -1));
    }

    [Fact]
    public void A_vector_of_zeros_is_near_nothing_and_strange_ones_are_refused()
    {
        var table = new NearestVectors(2);
        table.Add("zero", [0, 0]);
        Assert.Empty(table.Search([1, 0], 5, least: 0.01f));
        Assert.Throws<ArgumentException>(() => table.Add("half", [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => table.Add("nan", [float.NaN, 1]));
        Assert.Throws<ArgumentException>(() => table.Add("infinite", [float.MaxValue, float.MaxValue]));
        Assert.Throws<ArgumentException>(() => table.Search([1], 5, least: 0));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void It_finds_what_sorting_all_of_them_finds() =>
        Prop.ForAll(Arb.From(Gen.Choose(-3, 3).ArrayOf(3).ArrayOf()), Arb.From(Gen.Choose(1, 6)), (rows, limit) =>
        {
            var table = new NearestVectors(3);
            for (var i = 0; i < rows.Length; i++)
                table.Add($"{i % 4}.{i}", [.. rows[i].Select(number => (float)number)]);
            float[] question = [1, 2, -1];
            var all = table.Search(question, rows.Length + 1, least: -2)
                .OrderByDescending(near => near.Similarity).ThenBy(near => near.Key, StringComparer.Ordinal).Take(limit);
            return all.SequenceEqual(table.Search(question, limit, least: -2));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Searching_while_keys_come_and_go_sees_each_key_whole_or_not_at_all()
    {
        var table = new NearestVectors(2);
        table.Add("steady", [1, 0]);
        Parallel.For(0, 400, i =>
        {
            if (i % 2 == 0)
            {
                table.Add("moving", [1, 0, 1, 0]);
                table.Remove("moving");
            }
            else
            {
                var found = table.Search([1, 0], 10, least: 0.5f).Select(near => near.Key).ToList();
                Assert.Contains("steady", found);
                Assert.Contains(found.Count, (int[])[1, 3]);
            }
        });
        Assert.Equal(1, table.Count);
    }
}
