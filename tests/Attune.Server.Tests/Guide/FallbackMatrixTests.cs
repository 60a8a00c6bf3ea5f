using Attune.Language;
using Attune.Language.Tones;
using Attune.Server.Verbs.Describe;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.Data.Sqlite;

namespace Attune.Server.Tests.Guide;

/// <summary>Whatever fails, both visitors get a whole answer in the right tone, and the log says why.</summary>
public sealed class FallbackMatrixTests
{
    private const string English = "When does the ferry to the island leave?";
    private const string Chinese = "開往小島的渡輪幾點出發？";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("down")]
    [Proves("E-010", "E-011", "E-028")]
    public Task A_describer_that_is_down(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("hang")]
    [Proves("E-032", "E-033", "E-078")]
    public Task A_describer_that_hangs_for_five_seconds(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("status-500")]
    [InlineData("unsuccessful")]
    [Proves("E-029", "E-030", "E-031")]
    public Task A_describer_that_fails(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("invalid-json")]
    [InlineData("missing-field")]
    [Proves("E-037", "E-038")]
    public Task A_describer_that_breaks_the_contract(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("empty")]
    [Proves("E-035", "E-039", "E-054")]
    public Task A_describer_that_sees_nobody(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("100-kilobytes")]
    [Proves("E-055")]
    public Task A_description_without_an_end(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("emoji")]
    [InlineData("control-characters")]
    [Proves("E-056", "E-057")]
    public Task A_description_of_unusual_characters(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("mixed-language")]
    [Proves("E-052")]
    public Task A_description_in_two_languages(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("model-down")]
    [InlineData("model-silent")]
    [InlineData("model-hangs-midway")]
    [InlineData("model-hangs-after-a-sentence")]
    [InlineData("model-dies-midway")]
    [InlineData("model-babbles")]
    [InlineData("model-invents")]
    [Proves("E-042")]
    public Task A_model_that_fails(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("model-too-slow")]
    [Proves("E-080")]
    public Task A_model_that_takes_longer_than_an_answer_may(string name) => HoldsAsync(name);

    [Theory]
    [InlineData("both-down")]
    [Proves("E-009")]
    public Task Describer_and_model_that_fail_together(string name) => HoldsAsync(name);

    [Fact]
    public void No_case_of_the_table_is_left_out()
    {
        var tested = typeof(FallbackMatrixTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false))
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!);
        Assert.Equal(FallbackCase.All.Select(one => one.Name).Order(), tested.Order());
    }

    [Fact]
    [Proves("E-041", "E-043")]
    public async Task Documents_that_cannot_be_searched()
    {
        await using var museum = await MuseumServer.StartAsync(Elderly, model: null);
        Break(museum);
        var (text, tone) = await museum.AskAsync(English, "en");
        Assert.Equal("elder_friendly", tone);
        var lines = text.Split('\n');
        Assert.StartsWith("ERROR: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("cannot look anything up", string.Join(' ', lines[..^1]), StringComparison.Ordinal);
        await LoggedAsync(museum, "the documents could not be searched");
        var (chinese, _) = await museum.AskAsync(Chinese, "zh");
        Assert.Contains("查", chinese, StringComparison.Ordinal);
    }

    [Fact]
    [Proves("E-040")]
    public async Task Documents_that_cannot_be_searched_leave_the_model_which_says_so()
    {
        await using var museum = await MuseumServer.StartAsync(Elderly, "scripted");
        Break(museum);
        var (text, tone) = await museum.AskAsync(English, "en");
        Assert.Equal("elder_friendly", tone);
        Assert.Contains("7:45", text, StringComparison.Ordinal);
        Assert.Contains("general knowledge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR:", text, StringComparison.Ordinal);
        await LoggedAsync(museum, "the documents could not be searched");
    }

    private static DescriberPlan Elderly => new()
    {
        Mode = DescriberMode.Fixed,
        Text = "An elderly man with white hair, leaning on a cane.",
    };

    private static async Task HoldsAsync(string name)
    {
        var row = FallbackCase.All.Single(one => one.Name == name);
        await using var museum = await MuseumServer.StartAsync(row.Describer, row.Model, row.Script, row.Settings);
        await AnsweredAsync(museum, row, English, "7:45", TextLanguage.English, "en");
        await AnsweredAsync(museum, row, Chinese, "7點45分", TextLanguage.TraditionalChinese, "zh");
        await LoggedAsync(museum, row.Reason);
        await LoggedAsync(museum, row.AlsoLogged);
    }

    /// <summary>The whole draft, said in the tone of the description or else casually.</summary>
    private static async Task AnsweredAsync(
        MuseumServer museum, FallbackCase row, string question, string fact, TextLanguage language, string sitting)
    {
        // As the guide reads it: without control characters, and no more than a thousand.
        var description = row.Description is { Length: > 0 } told
            ? new string([.. told.Where(c => !char.IsControl(c) && c != '\u202E').Take(1_000)])
            : null;
        var choice = ToneSelection.Select(new ToneInputs { Description = description });
        var (text, tone) = await museum.AskAsync(question, sitting);
        Assert.Equal(row.Tone, tone);
        Assert.Equal(row.Tone, choice.Tone.WireName);
        var draft = await museum.DraftAsync(sitting);
        Assert.Contains(fact, draft, StringComparison.Ordinal);
        Assert.Contains(fact, text, StringComparison.Ordinal);
        var said = ToneRewriter.Rewrite(new ToneDraft(draft, language, choice.Tone)
        {
            Description = description,
            IsFirst = true,
        });
        Assert.Equal(said.Text, text);
    }

    private static Task LoggedAsync(MuseumServer museum, string reason) => Eventually.HoldsAsync(
        Deadline, () => museum.Server.Process.Output.Contains(reason, StringComparison.Ordinal));

    /// <summary>Takes the texts of the documents away from under the running server.</summary>
    private static void Break(MuseumServer museum)
    {
        using var database = new SqliteConnection(
            $"Data Source={Path.Combine(museum.Folder, "attune.db")};Pooling=False");
        database.Open();
        using var rename = database.CreateCommand();
        rename.CommandText = "ALTER TABLE companion_documents RENAME TO lost_documents";
        rename.ExecuteNonQuery();
    }
}
