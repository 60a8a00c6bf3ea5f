using System.Text.RegularExpressions;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Personas;
using Attune.Companion.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>Whatever is written, a reply comes and is whole.</summary>
public sealed partial class RulesReplyPropertyTests : IDisposable
{
    private const int LongestMessage = 8_000;

    private static readonly string[] Pieces =
    [
        "I ", "my ", "you ", "am ", "sister ", "was ", "? ", ". ", "\n", "“", "”", "'", "我", "你", "的", "難過", "，", "。", "？", "「",
        "」", "嗎", "{clause}", "{", "}", "[1]", "\0", "\uD83D", "👍", "é", "А", "日本", "breakfast ", "where is ", "the ",
        "9 ", "am", "!!!", "…", "\u202E",
    ];

    private readonly Manual _documents = new Manual().Add("h", "Hotel", "The breakfast room is on the third floor. 早餐在三樓。");

    [Fact]
    public void Any_text_gets_a_whole_reply()
    {
        var mixed = Gen.Select(Gen.ListOf(Gen.Elements(Pieces)), pieces => string.Concat(pieces));
        var unit = Gen.Select(Gen.Choose(0, char.MaxValue), code => (char)code);
        var wild = Gen.Select(Gen.ArrayOf(unit), units => new string(units));
        Prop.ForAll(Gen.OneOf(mixed, wild).ToArbitrary(), AssertWhole).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Theory]
    [InlineData("I am ")]
    [InlineData("我")]
    [InlineData("who are you ")]
    [InlineData("a")]
    [InlineData(".")]
    [InlineData("[1] ")]
    [InlineData("what did i tell ")]
    [InlineData("well, ")]
    [InlineData("哈")]
    [InlineData("\uDC00")]
    public void The_longest_message_gets_one_too(string piece) =>
        AssertWhole(string.Concat(Enumerable.Repeat(piece, LongestMessage / piece.Length)));

    private void AssertWhole(string text)
    {
        foreach (var persona in PersonaCatalogue.All)
        {
            var dialogue = new Dialogue(persona.Id, documents: _documents);
            dialogue.Say(text, "joy");
            dialogue.Say("It rains.");
            dialogue.Say("Well, now.");
            ComposedAnswer[] answers = [dialogue.Say(text, "sadness"), dialogue.Say("What did I tell you?")];
            foreach (var answer in answers)
            {
                Assert.False(string.IsNullOrWhiteSpace(answer.Text));
                Assert.Equal(Enumerable.Range(1, answer.Citations.Count), answer.Citations.Select(citation => citation.Number));
                Assert.All(answer.Citations,
                    citation => Assert.Contains($"[{citation.Number}]", answer.Text, StringComparison.Ordinal));
                Assert.DoesNotMatch(Gap, Quoted.Replace(answer.Text, ""));
            }
        }
    }

    public void Dispose() => _documents.Dispose();

    [GeneratedRegex(@"\{(clause|when|quote|name)\}")]
    private static partial Regex Gap { get; }

    /// <summary>The person's own words may hold anything.</summary>
    [GeneratedRegex("[“「].*[”」]", RegexOptions.Singleline)]
    private static partial Regex Quoted { get; }
}
