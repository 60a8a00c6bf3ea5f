using Attune.Learning.Features;

namespace Attune.Learning.Tests.Features;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("I don’t KNOW", "i|don't|know")]
    [InlineData("Ｆｕｌｌ　width！", "full|width|!")]
    [InlineData("soooooo goooood!!!!", "soo|good|!!")]
    [InlineData("thanks, [NAME]:)", "thanks|,|[name]|:)")]
    [InlineData("我很開心 ok", "我|很|開|心|ok")]
    [InlineData("well 😀😀 ❤️", "well|😀|😀|❤")]
    [InlineData("array[0] [x]", "array|[|0|]|[|x|]")]
    [InlineData("", "")]
    public void Cuts_and_normalises(string text, string tokens) => Assert.Equal(tokens, string.Join('|', TokensOf(text)));

    [Fact]
    public void Notices_shouting()
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read("STOP it I said");
        Assert.Equal([true, false, false, false], tokenizer.Tokens.Select(token => token.IsShouted));
    }

    private static List<string> TokensOf(string text)
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(text);
        return [.. tokenizer.Tokens.Select(token => tokenizer.TextOf(token).ToString())];
    }
}
