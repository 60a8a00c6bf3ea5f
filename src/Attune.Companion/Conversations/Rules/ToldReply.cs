namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// The reply when something was told: acknowledge the feeling that is shown, give the own words back, call back what was
/// told earlier, and hand the word back with an open question. What cannot be done well is left out.
/// </summary>
internal static class ToldReply
{
    private const string Neutral = "neutral";

    /// <summary>Everything reflected would be an echo.</summary>
    private const int ReflectsPercent = 60;

    /// <summary>Without the question a reply has at most so many parts.</summary>
    private const int MostParts = 2;

    public static string Compose(
        DialogueAct act, RulesInput input, Voice voice, LinePicker picker, IReadOnlyList<string> replies)
    {
        var emotion = ShownTo(input);
        var feels = act == DialogueAct.Feeling || emotion is not null;
        var parts = new List<string>();
        if (Acknowledgement(input, voice, picker) is { } acknowledgement)
            parts.Add(acknowledgement);
        else if (feels && picker.Fresh(voice.OwnLines("feeling")) is { } soberly)
            parts.Add(soberly);
        var earlier = input.Turns.Where(turn => turn.IsOfUser).ToList();
        var callBack = CallBack.Find(earlier, input.Text, replies);
        if (parts.Count + (callBack is null ? 0 : 1) < MostParts && (feels || picker.Chance("reflect", ReflectsPercent))
            && Reflection.Of(input.Text, input.Language) is { } clause && (parts.Count == 0 || TellsMore(clause)))
            parts.Add(Placeholders.Fill(picker.Any(voice.Lines("reflect")), ("clause", clause)));
        if (callBack is not null)
            parts.Add(Quotations.CallBack(callBack, input, picker.Any(voice.Lines("callback"))));
        if (parts.Count == 0)
            parts.Add(picker.Any(voice.Lines(Topics.IsLoss(input.Text, input.Language) ? "receive-loss" : "receive")));
        if (OpenQuestions.After(input, emotion, picker) is { } question)
            parts.Add(question);
        return string.Join(voice.Space, parts);
    }

    /// <summary>A word to the feeling that is shown, by those who answer feelings.</summary>
    /// <returns>Null when none is shown, and when all such words were said of late: rather none than the same again.</returns>
    public static string? Acknowledgement(RulesInput input, Voice voice, LinePicker picker) =>
        ShownTo(input) is { } emotion ? picker.Fresh(voice.OwnLines($"ack-{emotion}")) : null;

    /// <summary>"You miss her" after a word to the feeling only parrots.</summary>
    private static bool TellsMore(string clause)
    {
        const int FewWords = 5;
        const int FewCharacters = 8;
        return char.IsAscii(clause[0]) ? clause.Count(c => c == ' ') >= FewWords - 1 : clause.Length >= FewCharacters;
    }

    private static string? ShownTo(RulesInput input) =>
        input.Persona.Traits.AnswersFeelingsFirst && input.Emotion != Neutral ? input.Emotion : null;
}
