using Attune.Diagnostics.Metrics;

namespace Attune.Diagnostics.Tests.Metrics;

public class SeriesTableTests
{
    [Fact]
    public void The_same_tags_find_the_same_series_in_any_order()
    {
        var table = new SeriesTable(limit: 10, slotsPerSeries: 1);

        var first = table.Find([new("a", 1), new("b", "x")]);

        Assert.NotNull(first);
        Assert.Same(first, table.Find([new("a", 1), new("b", "x")]));
        Assert.Same(first, table.Find([new("b", "x"), new("a", 1)]));
        Assert.NotSame(first, table.Find([new("a", 2), new("b", "x")]));
        Assert.NotSame(first, table.Find([]));
    }

    [Fact]
    public void Beyond_the_limit_nothing_is_kept_and_everything_is_counted()
    {
        const int Limit = 100;
        const int Offered = 1_000;
        var table = new SeriesTable(Limit, slotsPerSeries: 1);

        for (var i = 0; i < Offered; i++)
            table.Find([new("id", i)])?.Cells.Add(0, 1);
        for (var i = 0; i < Limit; i++)
            table.Find([new("id", i)])?.Cells.Add(0, 1);

        Assert.Equal(Limit, table.All().Count);
        Assert.All(table.All(), series => Assert.Equal(2, series.Cells.Sum(0)));
        Assert.Equal(Offered - Limit, table.Dropped);
    }

    [Fact]
    public async Task Threads_that_meet_at_new_and_known_tags_lose_no_measurement()
    {
        const int Threads = 4;
        const int Rounds = 20_000;
        const int Ids = 300;
        var table = new SeriesTable(limit: Ids, slotsPerSeries: 2);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var cells = table.Find([new("id", (i * (thread + 1)) % Ids)])!.Cells;
                cells.Add(0, 1);
                cells.AddFraction(1, 0.5);
            }
        })));

        Assert.Equal(Threads * Rounds, table.All().Sum(series => series.Cells.Sum(0)));
        Assert.Equal(Threads * Rounds * 0.5, table.All().Sum(series => series.Cells.SumFractions(1)));
        Assert.Equal(0, table.Dropped);
    }
}
