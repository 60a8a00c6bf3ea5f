using Attune.Companion.Conversations.Rules;
using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>The texts that replies are made of.</summary>
public sealed class BankTests
{
    private static readonly TextLanguage[] Languages = [TextLanguage.English, TextLanguage.TraditionalChinese];

    [Fact]
    public void All_Chinese_texts_are_Traditional_with_full_width_marks()
    {
        foreach (var bank in Banks("zh-Hant"))
        {
            var lines = bank.Keys.SelectMany(bank.Lines).Where(line => !line.StartsWith("words:", StringComparison.Ordinal));
            Assert.All(lines, ChineseText.AssertTraditional);
        }
    }

    [Theory]
    [InlineData("这是简体字")]
    [InlineData("我觉得很难过")]
    [InlineData("爱")]
    public void The_check_finds_Simplified_characters(string text)
    {
        Assert.False(ChineseText.IsTraditional(text));
        Assert.True(SimplifiedCharacters.In(text));
    }

    [Fact]
    public void No_Traditional_text_of_ours_is_taken_for_Simplified()
    {
        foreach (var bank in Banks("zh-Hant"))
            Assert.All(bank.Keys.SelectMany(bank.Lines), line => Assert.False(SimplifiedCharacters.In(line), line));
    }

    /// <summary>With more open questions than turns remembered, one that was not asked is always left.</summary>
    [Fact]
    public void Every_companion_has_more_open_questions_than_turns_are_remembered()
    {
        foreach (var persona in PersonaCatalogue.All.Where(persona => persona.Kind == PersonaKind.Companion))
        {
            foreach (var lines in Languages.Select(language => persona.In(language).Lines))
            {
                Assert.InRange(lines.Lines("ask").Distinct().Count(), LinePicker.TurnsRemembered + 1, 100);
                Assert.InRange(lines.Lines("start").Distinct().Count(), 10, 100);
            }
        }
    }

    [Fact]
    public void Both_languages_have_the_same_occasions()
    {
        foreach (var persona in PersonaCatalogue.All)
            Assert.Equal(persona.English.Lines.Keys, persona.Chinese.Lines.Keys);
        Assert.Equal(TextBank.Load("Rules/common.en.txt").Keys, TextBank.Load("Rules/common.zh-Hant.txt").Keys);
    }

    [Fact]
    public void No_text_stands_twice_in_a_file()
    {
        foreach (var bank in Banks("en").Concat(Banks("zh-Hant")))
        {
            var lines = bank.Keys.SelectMany(bank.Lines).ToList();
            Assert.Empty(lines.GroupBy(line => line).Where(same => same.Count() > 1).Select(same => same.Key));
        }
    }

    [Fact]
    public void Gaps_are_filled_and_what_is_filled_in_is_not_looked_at_again()
    {
        Assert.Equal("a {b} c", Placeholders.Fill("a {x} c", ("x", "{b}")));
        Assert.Throws<FormatException>(() => Placeholders.Fill("{y}", ("x", "b")));
        Assert.Throws<FormatException>(() => Placeholders.Fill("{x", ("x", "b")));
        Assert.Equal(["a ", " c"], Placeholders.Literals("a {x} c"));
    }

    private static IEnumerable<TextBank> Banks(string language) => typeof(CompanionModule).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith($".{language}.txt", StringComparison.Ordinal)).Select(TextBank.Load);
}
