using Attune.Companion.Guide;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Visits;
using Attune.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Guide.Visits;

/// <summary>What is remembered of sittings, and for how long.</summary>
public sealed class SittingsTests
{
    private readonly ManualClock _clock = new();
    private readonly GuideOptions _options = new();

    [Fact]
    public void Turns_are_remembered_in_order_and_the_oldest_are_forgotten()
    {
        _options.MaxSittingTurns = 3;
        var sittings = Sittings();
        for (var i = 0; i < 5; i++)
            sittings.Add(Key("a"), new SittingTurn($"q{i}", $"a{i}"));
        Assert.Equal(["q2", "q3", "q4"], sittings.Read(Key("a")).Select(turn => turn.Question));
        Assert.Empty(sittings.Read(Key("b")));
        Assert.Empty(sittings.Read(new SittingKey("local", "somebody else", "a")));
    }

    [Fact]
    public void A_sitting_holds_no_more_characters_than_it_may()
    {
        _options.MaxSittingCharacters = 1_000;
        var sittings = Sittings();
        sittings.Add(Key("a"), new SittingTurn("one", new string('x', 600)));
        sittings.Add(Key("a"), new SittingTurn("two", new string('y', 600)));
        Assert.Equal(["two"], sittings.Read(Key("a")).Select(turn => turn.Question));
    }

    [Fact]
    public void An_idle_sitting_is_forgotten()
    {
        var sittings = Sittings();
        sittings.Add(Key("a"), new SittingTurn("q", "a"));
        _clock.Advance(TimeSpan.FromMinutes(20));
        sittings.Add(Key("b"), new SittingTurn("q", "a"));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(sittings.Read(Key("a")));
        Assert.Single(sittings.Read(Key("b")));
        Assert.Equal(1, sittings.Count);
    }

    [Fact]
    public void The_sitting_unused_longest_gives_way()
    {
        _options.MaxSittings = 2;
        var sittings = Sittings();
        foreach (var id in (string[])["a", "b", "a", "c"])
            sittings.Add(Key(id), new SittingTurn("q", "a"));
        Assert.Empty(sittings.Read(Key("b")));
        Assert.Equal(2, sittings.Read(Key("a")).Count);
        Assert.Equal(2, sittings.Count);
    }

    [Fact]
    public void Ending_a_sitting_forgets_its_visitor_too()
    {
        var cache = new DescriptionCache(Options.Create(_options), _clock);
        var sittings = new Sittings(cache, Options.Create(_options), _clock);
        cache.Put(Key("a"), "A boy in red.");
        sittings.Add(Key("a"), new SittingTurn("q", "a"));
        Assert.Equal(2, sittings.Remove(Key("a")));
        Assert.Null(cache.Find(Key("a")));
        Assert.Null(sittings.Remove(Key("a")));
    }

    [Fact]
    public void A_person_can_be_forgotten_as_a_whole()
    {
        var sittings = Sittings();
        sittings.Add(Key("a"), new SittingTurn("q", "a"));
        sittings.Add(Key("b"), new SittingTurn("q", "a"));
        sittings.Add(new SittingKey("local", "kiosk", "a"), new SittingTurn("q", "a"));
        sittings.RemoveOf("local", "owner");
        Assert.Empty(sittings.Read(Key("a")));
        Assert.Single(sittings.Read(new SittingKey("local", "kiosk", "a")));
    }

    private Sittings Sittings() => new(
        new DescriptionCache(Options.Create(_options), _clock), Options.Create(_options), _clock);

    private static SittingKey Key(string id) => new("local", "owner", id);
}
