using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Chooses the question that hands the word back: about the topic, else about the feeling, else an open one.</summary>
internal static class OpenQuestions
{
    /// <summary>So often the feeling is asked about before the topic, when both are known.</summary>
    private const int FeelingFirstPercent = 60;

    private const int MessagesOfOneMatter = 4;

    /// <summary>A question after something was told.</summary>
    /// <param name="input">What was told, by whom to whom.</param>
    /// <param name="emotion">The feeling that is shown, or null.</param>
    /// <param name="picker">Chooses, and knows what was asked of late.</param>
    /// <returns>Never one that was asked in the last 20 turns; null when all of them were.</returns>
    public static string? After(RulesInput input, string? emotion, LinePicker picker)
    {
        var voice = new Voice(input.Persona, input.Language);
        var topic = TopicOf(input);
        var feeling = emotion is null ? [] : voice.OwnLines($"ask-{emotion}");
        var (first, second) = picker.Chance("feeling-first", FeelingFirstPercent) ? (feeling, topic) : (topic, feeling);
        var onTopic = topic.Count > 0 ? voice.OwnLines("ask-topic") : [];
        return Choose(picker, first, second, onTopic, voice.Lines("ask"), voice.Lines("start"));
    }

    /// <summary>A question that opens something new, when nothing was told.</summary>
    public static string? Start(Persona persona, TextLanguage language, LinePicker picker)
    {
        var voice = new Voice(persona, language);
        return Choose(picker, voice.Lines("start"), voice.Lines("ask"));
    }

    /// <summary>
    /// The questions of the message's topic. A helper who does not go by feelings stays with the matter: a message
    /// without a topic belongs to that of the messages before it.
    /// </summary>
    private static IReadOnlyList<string> TopicOf(RulesInput input)
    {
        var topics = Topics.For(input.Persona, input.Language);
        var questions = topics.QuestionsAbout(input.Text);
        if (questions.Count > 0 || input.Persona.Traits.AnswersFeelingsFirst)
            return questions;
        return input.Turns.Where(turn => turn.IsOfUser).Reverse().Take(MessagesOfOneMatter)
            .Select(turn => topics.QuestionsAbout(turn.Text)).FirstOrDefault(found => found.Count > 0, []);
    }

    /// <summary>From the first bank that has a question left; what was never asked goes before what was asked long ago.</summary>
    private static string? Choose(LinePicker picker, params IReadOnlyList<string>[] banks) =>
        banks.Select(bank => picker.Fresh(bank, LinePicker.TurnsKnown)).FirstOrDefault(question => question is not null)
        ?? banks.Select(bank => picker.Fresh(bank)).FirstOrDefault(question => question is not null);
}
