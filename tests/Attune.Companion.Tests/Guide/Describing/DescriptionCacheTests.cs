using Attune.Companion.Guide;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Visits;
using Attune.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Guide.Describing;

/// <summary>A description counts for a moment, for its own sitting only.</summary>
public sealed class DescriptionCacheTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void It_counts_for_the_seconds_that_are_set()
    {
        var cache = Cache();
        cache.Put(Key("a"), "first");
        _clock.Advance(TimeSpan.FromSeconds(30));
        cache.Put(Key("a"), "second");
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("second", cache.Find(Key("a")));
        Assert.Null(cache.Find(Key("b")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(cache.Find(Key("a")));
    }

    [Fact]
    public void The_sitting_that_everybody_shares_keeps_none()
    {
        var cache = Cache();
        cache.Put(Key(SittingKey.Shared), "A boy in red.");
        cache.Put(Key(""), "A boy in red.");
        Assert.Null(cache.Find(Key(SittingKey.Shared)));
        Assert.Null(cache.Find(Key("")));
    }

    [Fact]
    public void The_oldest_gives_way_to_the_newest()
    {
        var cache = Cache(options => options.Describer.MaxKept = 3);
        for (var i = 0; i < 5; i++)
            cache.Put(Key($"{i}"), $"description {i}");
        Assert.Equal([null, null, "description 2", "description 3", "description 4"],
            Enumerable.Range(0, 5).Select(i => cache.Find(Key($"{i}"))));
    }

    [Fact]
    public void What_is_removed_is_gone_and_can_come_again()
    {
        var cache = Cache();
        cache.Put(Key("a"), "first");
        cache.Remove(Key("a"));
        Assert.Null(cache.Find(Key("a")));
        cache.Put(Key("a"), "second");
        Assert.Equal("second", cache.Find(Key("a")));
    }

    [Fact]
    public async Task It_is_forgotten_although_nobody_asks_any_more()
    {
        var options = new GuideOptions();
        options.Describer.KeepSeconds = 0.05;
        using var cache = new DescriptionCache(Options.Create(options), TimeProvider.System);
        cache.Put(Key("a"), "first");
        cache.Put(Key("b"), "second");
        await Eventually.HoldsAsync(TimeSpan.FromSeconds(20), () => cache.Count == 0);
        cache.Put(Key("a"), "third");
        await Eventually.HoldsAsync(TimeSpan.FromSeconds(20), () => cache.Count == 0);
    }

    private DescriptionCache Cache(Action<GuideOptions>? change = null)
    {
        var options = new GuideOptions();
        change?.Invoke(options);
        return new DescriptionCache(Options.Create(options), _clock);
    }

    private static SittingKey Key(string id) => new("local", "owner", id);
}
