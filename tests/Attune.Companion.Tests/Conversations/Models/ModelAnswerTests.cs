using Attune.Companion.Conversations.Models;
using Attune.Companion.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Tests.Conversations.Models;

/// <summary>What is passed on of a model that is asked again after an interruption.</summary>
public sealed class ModelAnswerTests
{
    private static readonly ModelPrompt Prompt = new([new ChatMessage(ChatRole.User, "Tell me.")], 7);

    private readonly FakeModel _model = new();

    [Fact]
    public async Task At_the_beginning_everything_is_passed_on()
    {
        _model.Says("Once ", "upon ", "a time.");
        Assert.Equal("Once |upon |a time.", await RestAsync(""));
        Assert.Equal(7, Assert.Single(_model.Requests).Options?.Seed);
    }

    [Theory]
    [InlineData("Once")]
    [InlineData("Once ")]
    [InlineData("Once upon a")]
    public async Task What_is_repeated_is_not_passed_on_again(string written)
    {
        _model.Says("Once ", "upon ", "a time.");
        Assert.Equal("Once upon a time.", written + (await RestAsync(written)).Replace("|", "", StringComparison.Ordinal));
        Assert.Single(_model.Requests);
    }

    [Fact]
    public async Task A_model_that_repeats_exactly_what_was_written_adds_nothing()
    {
        _model.Says("Once upon a time.");
        Assert.Equal("", await RestAsync("Once upon a time."));
        Assert.Single(_model.Requests);
    }

    [Fact]
    public async Task A_model_that_begins_differently_is_asked_to_continue()
    {
        _model.Says("There was ", "once.").Says("a ", "time.");
        Assert.Equal("a |time.", await RestAsync("Once upon "));
        var second = _model.Requests.Last().Messages;
        Assert.Equal(["Tell me.", "Once upon "], second.Take(2).Select(message => message.Text));
        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.User], second.Select(message => message.Role));
    }

    [Fact]
    public async Task White_space_parts_what_was_written_from_what_follows()
    {
        _model.Says("There was ", "once.").Says(" upon ", "a time.");
        Assert.Equal(" upon |a time.", await RestAsync("Once"));
    }

    private async Task<string> RestAsync(string written)
    {
        var pieces = new List<string>();
        var rest = new ModelAnswer(_model).RestAsync(Prompt, written,
            () => Prompt.Continue(written, Language.TextLanguage.English), () => { }, TestContext.Current.CancellationToken);
        await foreach (var piece in rest)
            pieces.Add(piece.Text);
        return string.Join('|', pieces);
    }
}
