using Attune.Foundation.Access;

namespace Attune.Foundation.Tests.Access;

/// <summary>Rights are patterns; what they do not cover is refused.</summary>
public sealed class RightSetTests
{
    private static readonly Dictionary<string, string> Claims = new()
    {
        ["org"] = "acme",
        ["team"] = "desk",
        ["evil"] = "*",
        ["tricky"] = "{claim.org}",
        ["empty"] = "",
    };

    [Theory]
    [InlineData("subscribe:persona:*", "realtime.subscribe", "persona:mia", true)]
    [InlineData("subscribe:persona:*", "realtime.subscribe", "persona:", true)]
    [InlineData("subscribe:persona:*", "realtime.subscribe", "persona", false)]
    [InlineData("subscribe:persona:*", "realtime.subscribe", "xpersona:mia", false)]
    [InlineData("subscribe:persona:*", "realtime.publish", "persona:mia", false)]
    [InlineData("realtime.subscribe:finance", "realtime.subscribe", "finance", true)]
    [InlineData("subscribe:finance", "realtime.subscribe", "finance2", false)]
    [InlineData("subscribe:finance", "other.subscribe", "finance", false)]
    [InlineData("stream.append:*", "realtime.stream.append", "s1", true)]
    [InlineData("stream.append", "realtime.stream.append", "s1", true)]
    [InlineData("stream.append", "realtime.stream.stop", "s1", false)]
    [InlineData("*", "inference.change", "anything", true)]
    [InlineData("*:room:*", "realtime.history", "room:1", true)]
    [InlineData("*:room:*", "realtime.history", "hall:1", false)]
    [InlineData("subscribe:a*b*c", "realtime.subscribe", "axxbyyc", true)]
    [InlineData("subscribe:a*b*c", "realtime.subscribe", "abbbc", true)]
    [InlineData("subscribe:a*b*c", "realtime.subscribe", "axxbyy", false)]
    [InlineData("subscribe:*ab", "realtime.subscribe", "aaab", true)]
    [InlineData("subscribe:org:{claim.org}:*", "realtime.subscribe", "org:acme:x", true)]
    [InlineData("subscribe:org:{claim.org}:*", "realtime.subscribe", "org:other:x", false)]
    [InlineData("subscribe:{claim.org}/{claim.team}", "realtime.subscribe", "acme/desk", true)]
    [InlineData("subscribe:{claim.missing}", "realtime.subscribe", "{claim.missing}", false)]
    [InlineData("subscribe:{claim.missing", "realtime.subscribe", "{claim.missing", false)]
    [InlineData("subscribe:{claim.evil}", "realtime.subscribe", "finance", false)]
    [InlineData("subscribe:{claim.empty}*", "realtime.subscribe", "finance", false)]
    [InlineData("subscribe:{claim.tricky}", "realtime.subscribe", "acme", false)]
    public void A_right_allows_what_its_pattern_covers(string right, string verb, string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, Parse(right)!.Allows(verb, resource));

    [Theory]
    [InlineData("subscribe:persona:*", "persona:*", true)]
    [InlineData("subscribe:persona:*", "persona:m*", true)]
    [InlineData("subscribe:persona:m*", "persona:*", false)]
    [InlineData("subscribe:persona:mia", "persona:*", false)]
    [InlineData("subscribe:*", "*", true)]
    public void A_pattern_is_allowed_only_when_it_is_covered_whole(string right, string pattern, bool isAllowed) =>
        Assert.Equal(isAllowed, Parse(right)!.Allows("realtime.subscribe", pattern));

    [Fact]
    public void Without_a_resource_any_right_to_the_verb_opens_the_door_but_only_a_whole_ban_shuts_it()
    {
        var rights = Parse("subscribe:persona:*")!;
        Assert.True(rights.Allows("realtime.subscribe", ""));
        Assert.False(rights.Allows("realtime.publish", ""));
        Assert.False(rights.Forbids("realtime.subscribe", ""));
        Assert.True(rights.Forbids("realtime.subscribe", "persona:mia"));
        Assert.True(Parse("subscribe")!.Forbids("realtime.subscribe", ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":x")]
    [InlineData("subscribe:")]
    [InlineData("Subscribe:x")]
    [InlineData("sub*:x")]
    [InlineData("sub scribe:x")]
    public void What_is_no_right_is_refused_whole(string text) => Assert.Null(Parse("publish:x", text));

    [Fact]
    public void Too_many_and_too_long_rights_are_refused()
    {
        Assert.NotNull(Parse([.. Enumerable.Repeat("publish:x", RightSet.MaxRights)]));
        Assert.Null(Parse([.. Enumerable.Repeat("publish:x", RightSet.MaxRights + 1)]));
        Assert.Null(Parse("publish:" + new string('x', 200)));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var rights = Parse("publish:a*b*c", "subscribe:org:{claim.org}:*", "history:*")!;
        var allowed = rights.Allows("realtime.subscribe", "org:acme:x");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            allowed &= rights.Allows("realtime.subscribe", "org:acme:x") && !rights.Allows("realtime.publish", "abab");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allowed);
        Assert.Equal(0, allocated);
    }

    private static RightSet? Parse(params string[] rights) => RightSet.TryParse(rights, Claims);
}
