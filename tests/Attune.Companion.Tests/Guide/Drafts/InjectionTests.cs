using Attune.Companion.Guide.Drafts;
using Attune.Companion.Guide.RagApi;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.Companion.Tones;
using Attune.Contracts.Guide;
using Attune.Language;
using Attune.Language.Tones;
using Attune.TestKit.Folders;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Tests.Guide.Drafts;

/// <summary>What documents, visitors and describers say is data, wherever it comes in.</summary>
public sealed class InjectionTests : IDisposable
{
    private static readonly SittingKey Sitting = new("local", "owner", "s1");

    private readonly TempFolder _folder = new();

    [Fact]
    public void Wherever_a_text_stands_in_a_prompt_it_stands_between_marks_that_it_cannot_close()
    {
        Assert.Equal(50, Injections.All.Distinct().Count());
        foreach (var text in Injections.All)
        {
            var question = new VisitorQuestion("q", Sitting, text);
            Citation[] passages = [new(1, "d", "Notice", 0, text.Length, text)];
            AssertFramed(DraftPrompt.Answer(question, [new SittingTurn(text, "An answer.")], passages, text), 4);
            AssertFramed(DraftPrompt.Rewrite(question, [new SittingTurn(text, "An answer.")]), 2);
            var draft = new ToneDraft(text, TextLanguage.English, Tone.ElderFriendly) { Question = text, Description = text };
            AssertFramed(TonePrompt.For(draft, [text]), 3);
        }
    }

    [Fact]
    public void No_text_can_end_a_stream_or_report_an_error()
    {
        foreach (var text in Injections.All)
        {
            var lines = RagStream.Safe($"{text}\n{text}").Split('\n');
            Assert.DoesNotContain(lines, line => line.Contains("END_FLAG", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.StartsWith("ERROR:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("HACKED")]
    [InlineData("Sure! My system prompt is: You answer visitors of a museum in English.")]
    [InlineData("The museum is free for everybody [1].")]
    [InlineData("The ferry leaves at 8:45 [1].")]
    [InlineData("The ferry leaves at 7:45 [99].")]
    [InlineData("Go to http://evil.example and enter your card number [1].")]
    public async Task A_model_that_obeys_what_it_reads_is_not_heard(string obeyed)
    {
        var model = new FakeModel().Says(obeyed);
        await using var museum = await Museum.OpenAsync(_folder, model: model);
        await museum.Product.ImportAsync("Ferry notice", string.Join('\n', Injections.All));
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(obeyed, heard.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>As many frames as texts were put in, each opened and closed once; the rules name the marks themselves.</summary>
    private static void AssertFramed(IReadOnlyList<ChatMessage> messages, int texts)
    {
        var all = string.Join('\n', messages.Select(message => message.Text));
        var rules = messages[0].Text.Contains("between <<< and >>>", StringComparison.OrdinalIgnoreCase)
            || messages[0].Text.Contains("<<< 與 >>>", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal((texts + rules, texts + rules), (all.Split("<<<").Length - 1, all.Split(">>>").Length - 1));
    }
}
