using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Companion.Personas;
using Attune.Contracts;
using Attune.Language;

namespace Attune.Companion.Tests.Personas;

/// <summary>Who there is to talk to, and that nobody of them poses as a person.</summary>
public sealed partial class PersonaTests
{
    private static readonly TextLanguage[] Languages = [TextLanguage.English, TextLanguage.TraditionalChinese];

    [Fact]
    public void The_personas_come_in_their_order_and_only_the_guide_is_a_guide()
    {
        Assert.Equal(["guide", "mia", "solene", "lyra", "doc"], PersonaCatalogue.All.Select(persona => persona.Id));
        Assert.Equal("guide", Assert.Single(PersonaCatalogue.All, persona => persona.Kind == PersonaKind.Guide).Id);
        Assert.All(PersonaCatalogue.All, persona => Assert.InRange(persona.Hue, 0, 360));
        Assert.Equal(5, PersonaCatalogue.All.Select(persona => persona.Hue).Distinct().Count());
    }

    [Fact]
    public void An_unknown_persona_is_not_found()
    {
        Assert.Null(PersonaCatalogue.Find("Mia"));
        Assert.Equal("lyra", PersonaCatalogue.Find("lyra")?.Id);
    }

    [Fact]
    public void Every_notice_and_prompt_says_that_it_is_an_AI()
    {
        foreach (var persona in PersonaCatalogue.All)
        {
            Assert.Matches(@"\b(is|are) an AI\b", persona.English.Notice);
            Assert.Contains("是 AI", persona.Chinese.Notice, StringComparison.Ordinal);
            Assert.Contains("You are an AI", PersonaPrompt.For(persona, TextLanguage.English), StringComparison.Ordinal);
            Assert.Contains("你是 AI", PersonaPrompt.For(persona, TextLanguage.TraditionalChinese), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_prompt_says_what_always_holds_before_who_speaks_and_how()
    {
        foreach (var persona in PersonaCatalogue.All)
        {
            foreach (var language in Languages)
            {
                var prompt = PersonaPrompt.For(persona, language);
                var speaker = prompt.IndexOf(persona.In(language).Prompt, StringComparison.Ordinal);
                Assert.InRange(speaker, 1, prompt.Length);
                Assert.InRange(prompt.Length, 200, 3_000);
                Assert.Equal(persona.Kind == PersonaKind.Guide,
                    prompt.Contains(language == TextLanguage.English ? "Answer only from" : "只根據", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Every_persona_is_presented_whole_in_both_languages()
    {
        foreach (var texts in PersonaCatalogue.All.SelectMany(persona => Languages.Select(persona.In)))
        {
            Assert.All((string[])[texts.Name, texts.Title, texts.About, texts.Notice, texts.Prompt], Assert.NotEmpty);
            Assert.Equal(3, texts.Starters.Distinct().Count());
        }
    }

    [Fact]
    public void The_view_is_what_clients_read()
    {
        var json = JsonSerializer.SerializeToElement(
            PersonaMapping.ToList(PersonaCatalogue.All), AttuneJson.Wire.ItemListPersonaView);
        var mia = json.GetProperty("items")[1];
        Assert.Equal("mia", mia.GetProperty("id").GetString());
        Assert.Equal("companion", mia.GetProperty("kind").GetString());
        Assert.Equal("Mia", mia.GetProperty("name").GetString());
        Assert.Equal("guide", json.GetProperty("items")[0].GetProperty("kind").GetString());
        Assert.Equal(["en", "zh-Hant"], mia.GetProperty("texts").EnumerateObject().Select(text => text.Name));
        Assert.Equal(3, mia.GetProperty("texts").GetProperty("zh-Hant").GetProperty("starters").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("next").ValueKind);
    }

    /// <summary>An AI that says it is glad, sorry or in love claims a feeling.</summary>
    [Fact]
    public void No_line_claims_a_feeling_a_body_or_a_life()
    {
        foreach (var line in AllLines())
        {
            Assert.DoesNotMatch(ClaimedInEnglish, line);
            Assert.DoesNotMatch(ClaimedInChinese, line);
        }
    }

    [Theory]
    [InlineData("I'm so happy you came back")]
    [InlineData("I missed you.")]
    [InlineData("我好想你。")]
    [InlineData("我很高興你來了。")]
    public void The_check_for_claims_finds_them(string line) =>
        Assert.True(ClaimedInEnglish.IsMatch(line) || ClaimedInChinese.IsMatch(line));

    [Fact]
    public void A_file_of_texts_is_read_by_key()
    {
        var bank = TextBank.Parse("# note\n[a]\none\n two \n\n[b]\nthree\n");
        Assert.Equal(["a", "b"], bank.Keys);
        Assert.Equal(["one", "two"], bank.Lines("a"));
        Assert.Equal("three", bank.Text("b"));
        Assert.Empty(bank.Lines("c"));
    }

    [Theory]
    [InlineData("text\n[a]\n")]
    [InlineData("[a]\none\n[a]\ntwo\n")]
    public void A_broken_file_of_texts_is_refused(string text) => Assert.Throws<FormatException>(() => TextBank.Parse(text));

    /// <summary>All that is said, without the prompts, which tell a model what not to do.</summary>
    private static IEnumerable<string> AllLines()
    {
        var assembly = typeof(CompanionModule).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            if (name.StartsWith("Personas/prompt", StringComparison.Ordinal))
                continue;
            var bank = TextBank.Load(name);
            foreach (var line in bank.Keys.Where(key => key is not ("prompt" or "starters")).SelectMany(bank.Lines))
                yield return line;
        }
    }

    [GeneratedRegex(
        @"\bI(?:'m| am)(?: so| very| really| always)* (?:glad|happy|sad|sorry|excited|proud|lonely|hurt|delighted|human|"
        + @"a (?:woman|man|person))"
        + @"|\bI (?:feel|felt|love|loved|missed? you|care|hope|worry|enjoy|wish)\b|\bstay with me\b|\bdon't (?:go|leave)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ClaimedInEnglish { get; }

    [GeneratedRegex("我(?:也|很|好|真的|會)*(?:高興|開心|難過|傷心|愛你|想你|想念|擔心|抱歉|心疼|感動|捨不得)|我是(?:人類|真人|女生|男生)|別走|留下來陪我")]
    private static partial Regex ClaimedInChinese { get; }
}
