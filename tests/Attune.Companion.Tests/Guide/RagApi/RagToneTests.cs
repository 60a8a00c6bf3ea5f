using Attune.Companion.Tests.Fakes;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide.RagApi;

/// <summary>The four tones in both languages, from the description that a describer tells.</summary>
public sealed class RagToneTests : IDisposable
{
    private const string English = "When does the ferry leave?";
    private const string Chinese = "港口建於哪一年？";
    private const string ChineseText = "這座港口建於1928年，由市政府負責興建，目前共有四座碼頭。";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("A girl of about eight in a school uniform with a backpack.", "child_friendly")]
    [InlineData("An elderly man with white hair, leaning on a cane.", "elder_friendly")]
    [InlineData("A woman in a business suit with a conference badge and a briefcase.", "professional_friendly")]
    [InlineData("A young man in a hoodie and ripped jeans with headphones.", "casual_friendly")]
    [Proves("E-050", "E-154")]
    public async Task In_English(string description, string tone) => await SaidAsync(description, tone, English, "7:45");

    [Theory]
    [InlineData("一位大約七歲的小男孩，背著書包，手上拿著玩具。", "child_friendly")]
    [InlineData("一位滿頭白髮的老先生，拄著拐杖。", "elder_friendly")]
    [InlineData("一位穿著西裝、打著領帶的男士，提著公事包。", "professional_friendly")]
    [InlineData("二十多歲的年輕人，穿著連帽上衣和牛仔褲，戴著耳機。", "casual_friendly")]
    [Proves("E-051")]
    public async Task In_Traditional_Chinese(string description, string tone) =>
        await SaidAsync(description, tone, Chinese, "1928");

    [Fact]
    [Proves("E-045", "E-008")]
    public async Task Children_hear_particles_in_Chinese()
    {
        var child = await HearAsync("一位大約七歲的小男孩，背著書包。", Chinese);
        var professional = await HearAsync("一位穿著西裝、打著領帶的男士，提著公事包。", Chinese);
        Assert.Contains(child.Text, c => c is '呢' or '啊' or '喔' or '耶');
        Assert.DoesNotContain(professional.Text, c => c is '呢' or '啊' or '喔' or '耶');
    }

    [Fact]
    [Proves("E-046", "E-047", "E-048")]
    public async Task Each_tone_says_it_in_words_of_its_own_and_keeps_the_facts()
    {
        string[] descriptions =
        [
            "A girl of about eight in a school uniform with a backpack.",
            "An elderly man with white hair, leaning on a cane.",
            "A woman in a business suit with a conference badge and a briefcase.",
            "A young man in a hoodie and ripped jeans with headphones.",
        ];
        var texts = new List<string>();
        foreach (var description in descriptions)
        {
            var heard = await HearAsync(description, English);
            Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
            Assert.Contains("[1]", heard.Text, StringComparison.Ordinal);
            texts.Add(heard.Text);
        }

        Assert.Equal(descriptions.Length, texts.Distinct().Count());
    }

    [Fact]
    public async Task Without_conversion_the_answer_keeps_its_words()
    {
        await using var museum = await OpenAsync(null);
        var heard = await museum.AskAsync(
            new { text_user_msg = English, session_id = "s1", tone = "child_friendly", convert_tone = false });
        var history = await museum.GetAsync("sessions/s1/history");
        Assert.Equal(history.GetProperty("history")[1].GetProperty("content").GetString(), heard.Text);
    }

    public void Dispose() => _folder.Dispose();

    private async Task SaidAsync(string description, string tone, string question, string fact)
    {
        var heard = await HearAsync(description, question);
        Assert.Equal((tone, "from_describer"), (heard.Tone, heard.Why));
        Assert.Contains(fact, heard.Text, StringComparison.Ordinal);
    }

    private async Task<Heard> HearAsync(string description, string question)
    {
        await using var describer = await FakeDescriber.SayingAsync(description);
        await using var museum = await OpenAsync(describer);
        return await museum.AskAsync(new { text_user_msg = question, session_id = "s1" });
    }

    private async Task<Museum> OpenAsync(FakeDescriber? describer)
    {
        var museum = await Museum.OpenAsync(_folder, describer);
        await museum.Product.ImportAsync("港口簡介", ChineseText, "zh");
        return museum;
    }
}
