using Attune.Server.Verbs.Bench.Conversations;

namespace Attune.Server.Tests.Bench;

public sealed class ConversationsPlanTests
{
    [Fact]
    public void The_load_is_the_same_every_time_even_and_mixed()
    {
        var plan = new ConversationsPlan { Conversations = 8, Seconds = 20, Every = 5 };
        var drawn = plan.Draw();
        Assert.Equal(ConversationsPlan.Fingerprint(drawn), ConversationsPlan.Fingerprint(plan.Draw()));
        Assert.NotEqual(ConversationsPlan.Fingerprint(drawn), ConversationsPlan.Fingerprint((plan with { Seconds = 21 }).Draw()));
        Assert.All(drawn, conversation => Assert.Equal(4, conversation.Messages.Count));
        Assert.Equal(
            Enumerable.Range(0, 32).Select(i => TimeSpan.FromSeconds(5) * i / 8),
            drawn.SelectMany(conversation => conversation.Messages).Select(message => message.At).Order());
        Assert.Equal(4, drawn.Select(conversation => (conversation.Persona, conversation.Language)).Distinct().Count());
        Assert.All(drawn, conversation => Assert.All(conversation.Messages,
            message => Assert.Equal(conversation.Language == "zh-Hant", message.Text.Any(letter => letter >= '\u4e00'))));
    }

    [Fact]
    public void Arguments_are_read_and_wrong_ones_refused()
    {
        Assert.Equal(new ConversationsPlan { Conversations = 200, Seconds = 60, Every = 5 }, ConversationsPlan.Read([]));
        Assert.Equal(new ConversationsPlan { Conversations = 5, Seconds = 3, Every = 1 },
            ConversationsPlan.Read(["--seconds", "3", "--every", "1", "--conversations", "5"]));
    }

    [Theory]
    [InlineData("--conversations")]
    [InlineData("--conversations", "0")]
    [InlineData("--conversations", "5001")]
    [InlineData("--seconds", "1.5")]
    [InlineData("--every", "-1")]
    [InlineData("--people", "5")]
    public void A_wrong_argument_is_refused(params string[] arguments) => Assert.Null(ConversationsPlan.Read(arguments));
}
