using System.Collections.Frozen;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Personas;
using Attune.Language.Folding;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Replies without a language model: tells what the message does, then answers from documents, recalls, or takes up what
/// was told and hands the word back. Pure and deterministic; nothing is said about the person but in their own words.
/// </summary>
internal static class RulesReply
{
    /// <summary>Acts that have lines of their own and need nothing else.</summary>
    private static readonly FrozenDictionary<DialogueAct, string> Occasions = new Dictionary<DialogueAct, string>
    {
        [DialogueAct.Boundary] = "boundary",
        [DialogueAct.Thanks] = "thanks",
        [DialogueAct.Farewell] = "farewell",
        [DialogueAct.AskedIfHuman] = "if-human",
        [DialogueAct.AskedWho] = "who",
        [DialogueAct.AskedAbilities] = "abilities",
        [DialogueAct.AskedFeelings] = "feelings",
        [DialogueAct.AskedHowItIs] = "how-it-is",
        [DialogueAct.AskedLife] = "life",
        [DialogueAct.AskedTrust] = "trust",
        [DialogueAct.Clinical] = "clinical",
        [DialogueAct.Praise] = "praise",
        [DialogueAct.Insult] = "insult",
        [DialogueAct.CreativeRequest] = "creative",
        [DialogueAct.HelpRequest] = "help",
        [DialogueAct.More] = "more",
        [DialogueAct.Wordless] = "wordless",
        [DialogueAct.OtherLanguage] = "other-language",
    }.ToFrozenDictionary();

    /// <summary>To everything else the guide answers from documents, whatever it is.</summary>
    private static readonly FrozenSet<DialogueAct> GuideTalks = FrozenSet.Create(
        DialogueAct.Thanks, DialogueAct.Farewell, DialogueAct.AskedIfHuman, DialogueAct.AskedWho,
        DialogueAct.AskedAbilities, DialogueAct.AskedFeelings, DialogueAct.AskedHowItIs);

    /// <summary>Makes the reply to a message.</summary>
    /// <returns>
    /// The text, never empty. Found is false only when the text says that the documents hold no answer; citations are those
    /// of the document answer when it is part of the text, otherwise none.
    /// </returns>
    public static ComposedAnswer Compose(RulesInput input)
    {
        // Whoever writes Simplified characters is understood alike and answered in Traditional ones.
        input = input with { Text = ChineseFolding.ToTraditional(input.Text) };
        var act = DialogueActs.Of(input.Text, input.Language);
        var replies = input.Turns.Where(turn => !turn.IsOfUser).Select(turn => turn.Text).Reverse().ToList();
        var picker = new LinePicker(input.ConversationId, input.MessageId, replies);
        var voice = new Voice(input.Persona, input.Language);
        if (act == DialogueAct.Greeting)
            return Talk(picker.Any(voice.Lines(replies.Count == 0 ? "greeting" : "greeting-again")));
        if (input.Persona.Kind == PersonaKind.Guide)
            return GuideTalks.Contains(act) ? Talk(picker.Any(voice.Lines(Occasions[act]))) : input.DocumentAnswer;
        if (AnswersFromDocuments(act, input))
            return FromDocuments(act, input, voice, picker);
        return act switch
        {
            _ when Occasions.TryGetValue(act, out var occasion) => Talk(picker.Any(voice.Lines(occasion))),
            DialogueAct.MemoryQuestion => Recalled(input, voice, picker),
            DialogueAct.Question or DialogueAct.Request => NotFound(act, input, voice, picker),
            DialogueAct.Advice => Talk(picker.Any(voice.Lines("advice"))),
            DialogueAct.Wondering => Talk(Join(
                voice, ToldReply.Acknowledgement(input, voice, picker), picker.Any(voice.Lines("wondering")))),
            DialogueAct.Correction => Talk(Join(
                voice, picker.Any(voice.Lines("correction")), picker.Any(voice.Lines("correction-ask")))),
            DialogueAct.Affirmation => Talk(Join(voice, picker.Any(voice.Lines("affirmation")),
                OpenQuestions.After(input with { Text = "" }, null, picker))),
            DialogueAct.Denial => Talk(Opening("denial", input, voice, picker)),
            DialogueAct.Unsure => Talk(Opening("unsure", input, voice, picker)),
            DialogueAct.Laughter => Talk(Opening("laughter", input, voice, picker)),
            _ => Talk(ToldReply.Compose(act, input, voice, picker, replies)),
        };
    }

    /// <summary>
    /// Documents answer what is asked of them. To a question about one's own life a passage that shares a word by chance
    /// is no answer, so more has to be shared.
    /// </summary>
    private static bool AnswersFromDocuments(DialogueAct act, RulesInput input)
    {
        const int WordsOfARealQuestion = 2;
        return input.DocumentAnswer.Found && act switch
        {
            DialogueAct.Question or DialogueAct.Request or DialogueAct.OtherLanguage => true,
            DialogueAct.Advice or DialogueAct.Wondering => ContentWords.Of(input.Text).Count >= WordsOfARealQuestion,
            DialogueAct.MemoryQuestion => Recall.Find(Earlier(input), input.Text).Count == 0,
            DialogueAct.Statement or DialogueAct.Feeling => input.Text.AsSpan().ContainsAny('?', '？'),
            DialogueAct.Correction => Earlier(input) is [.., var last]
                && DialogueActs.Of(last.Text, input.Language) is DialogueAct.Question or DialogueAct.Request,
            _ => false,
        };
    }

    private static ComposedAnswer FromDocuments(DialogueAct act, RulesInput input, Voice voice, LinePicker picker)
    {
        const int AsksAfterPercent = 40;
        var text = input.DocumentAnswer.Text;
        if (act == DialogueAct.Correction)
            text = $"{picker.Any(voice.Lines("correction"))}\n\n{text}";
        else if (ToldReply.Acknowledgement(input, voice, picker) is { } acknowledgement)
            text = $"{acknowledgement}\n\n{text}";
        if (picker.Chance("after-answer", AsksAfterPercent) && picker.Fresh(voice.Lines("after-answer")) is { } question)
            text = $"{text}\n\n{question}";
        return input.DocumentAnswer with { Text = text };
    }

    private static ComposedAnswer NotFound(DialogueAct act, RulesInput input, Voice voice, LinePicker picker)
    {
        if (OwnMatters.IsAboutOwn(input.Text, input.Language) && Recall.Find(Earlier(input), input.Text) is { Count: > 0 } told)
            return Talk(Quotations.Write(told, input, picker.Any(voice.Lines("recall"))));
        if (act == DialogueAct.Request && !OwnMatters.AsksToKnow(input.Text, input.Language))
            return Talk(picker.Any(voice.Lines("request")));
        if (OwnMatters.IsAboutReader(input.Text, input.Language))
            return Talk(picker.Any(voice.Lines("life")));
        return new ComposedAnswer(false,
            Join(voice, ToldReply.Acknowledgement(input, voice, picker), picker.Any(voice.Lines("not-found"))), []);
    }

    private static ComposedAnswer Recalled(RulesInput input, Voice voice, LinePicker picker)
    {
        var told = Recall.Find(Earlier(input), input.Text);
        return Talk(told.Count == 0
            ? picker.Any(voice.Lines("recall-none"))
            : Quotations.Write(told, input, picker.Any(voice.Lines("recall"))));
    }

    /// <summary>A word to what was said, then something new, or for those who stay with the matter the next question.</summary>
    private static string Opening(string occasion, RulesInput input, Voice voice, LinePicker picker) =>
        Join(voice, picker.Any(voice.Lines(occasion)), input.Persona.Traits.AnswersFeelingsFirst
            ? OpenQuestions.Start(input.Persona, input.Language, picker)
            : OpenQuestions.After(input with { Text = "" }, null, picker));

    private static string Join(Voice voice, params string?[] parts) =>
        string.Join(voice.Space, parts.Where(part => part is not null));

    private static List<Turn> Earlier(RulesInput input) => [.. input.Turns.Where(turn => turn.IsOfUser)];

    private static ComposedAnswer Talk(string text) => new(true, text, []);
}
