using Attune.Foundation.Hosting;
using Attune.TestKit.Time;

namespace Attune.Foundation.Tests.Hosting;

/// <summary>Ids sort by the time at which they were made, and that time is the injected clock's.</summary>
public sealed class IdsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void The_first_48_bits_are_the_clocks_milliseconds()
    {
        var id = new Ids(_clock).NewText();
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x12"), id[..12]);
        Assert.Equal('7', id[12]);
    }

    [Fact]
    public void Later_ids_sort_behind_earlier_ones()
    {
        var ids = new Ids(_clock);
        var made = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            made.Add(ids.NewText());
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
    }

    [Fact]
    public void Ids_of_the_same_millisecond_differ()
    {
        var ids = new Ids(_clock);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ids.New()).Distinct().Count());
    }
}
