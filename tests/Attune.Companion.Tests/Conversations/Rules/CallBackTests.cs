using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Rules;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>What was told earlier is quoted when it is about the same thing, and only then.</summary>
public sealed class CallBackTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 3, 14, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("My sister Anna left. It rained.", "I called my sister this morning.", "My sister Anna left.")]
    [InlineData("I planted tomatoes outside.", "The tomatoes outside are ripe.", "I planted tomatoes outside.")]
    [InlineData("I have an interview on Friday.", "The interview went well!", "I have an interview on Friday.")]
    [InlineData("I met Ruben at the library.", "Today I saw Ruben again.", "I met Ruben at the library.")]
    [InlineData("我妹妹下個月要結婚。", "妹妹今天打電話來。", "我妹妹下個月要結婚。")]
    [InlineData("陽台種了番茄。", "陽台番茄紅了。", "陽台種了番茄。")]
    [InlineData("I had a good day today.", "Today was a good day too.", null)]
    [InlineData("I walked home.", "I walked to the station.", null)]
    [InlineData("Do you know my sister?", "I called my sister this morning.", null)]
    [InlineData("今天天氣很好。", "今天我很好。", null)]
    [InlineData("My sister said [1] and {clause}.", "I called my sister this morning.", null)]
    public void A_sentence_that_shares_what_it_is_about_is_found(string told, string text, string? expected) =>
        Assert.Equal(expected, CallBack.Find(Earlier(told, "Nice weather.", "Well well."), text, [])?.Text);

    [Fact]
    public void What_was_just_said_is_not_called_back() =>
        Assert.Null(CallBack.Find(Earlier("Nice weather.", "My sister moved away.", "Well well."), "My sister called.", []));

    [Fact]
    public void Nothing_is_called_back_twice()
    {
        var earlier = Earlier("My sister moved away.", "Nice weather.", "Well well.");
        Assert.Null(CallBack.Find(earlier, "My sister called.", ["Earlier you told me: “My sister moved away.” And now?"]));
    }

    [Fact]
    public void The_subject_of_the_whole_conversation_is_no_reason_to_call_back()
    {
        var earlier = Earlier("My sister moved away.", "My sister has a dog.", "My sister sings.", "My sister cooks.", "Well.",
            "My sister left.");
        Assert.Null(CallBack.Find(earlier, "My sister is tall.", []));
        Assert.Equal("My sister has a dog.", CallBack.Find(earlier, "The dog of my sister is tall.", [])?.Text);
    }

    [Fact]
    public void A_call_back_tells_the_day_when_it_was_another()
    {
        var mia = new Dialogue("mia");
        mia.Say("My sister Anna moved to Tainan.");
        mia.Say("Nice weather.");
        mia.Say("Well well.");
        mia.Now += TimeSpan.FromDays(3);
        Assert.Matches("On 3 May you (told me|wrote): “My sister Anna moved to Tainan.” ",
            mia.Say("I called my sister this morning.").Text);
    }

    private static Turn[] Earlier(params string[] texts) => [.. texts.Select(text => new Turn(true, text, At))];
}
