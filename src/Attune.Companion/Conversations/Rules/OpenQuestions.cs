using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Chooses the question that hands the word back: about the topic, else about the feeling, else an open one.</summary>
internal static class OpenQuestions
{
    /// <summary>So often the feeling is asked about before the topic, when both are known.</summary>
    private const int FeelingFirstPercent = 60;

    /// <summary>A question after something was told.</summary>
    /// <param name="persona">Who asks.</param>
    /// <param name="language">In which language.</param>
    /// <param name="text">What was told.</param>
    /// <param name="emotion">The feeling that is shown, or null.</param>
    /// <param name="picker">Chooses, and knows what was asked of late.</param>
    /// <returns>Never one that was asked in the last 20 turns; null when all of them were.</returns>
    public static string? After(Persona persona, TextLanguage language, string text, string? emotion, LinePicker picker)
    {
        var voice = new Voice(persona, language);
        var topic = Topics.For(persona, language).QuestionsAbout(text);
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

    /// <summary>From the first bank that has a question left; what was never asked goes before what was asked long ago.</summary>
    private static string? Choose(LinePicker picker, params IReadOnlyList<string>[] banks) =>
        banks.Select(bank => picker.Fresh(bank, LinePicker.TurnsKnown)).FirstOrDefault(question => question is not null)
        ?? banks.Select(bank => picker.Fresh(bank)).FirstOrDefault(question => question is not null);
}
