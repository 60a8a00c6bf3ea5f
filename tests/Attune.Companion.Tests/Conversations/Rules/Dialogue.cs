using System.Globalization;
using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Rules;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Personas;
using Attune.Companion.Tests.Fakes;
using Attune.Language;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>A conversation with a persona, turn by turn, as the product holds it.</summary>
internal sealed class Dialogue(string persona, string id = "c1", Manual? documents = null)
{
    private static readonly DateTimeOffset Start = new(2026, 5, 3, 14, 5, 0, TimeSpan.Zero);

    private readonly List<Turn> _turns = [];

    public Persona Persona { get; } = PersonaCatalogue.Find(persona)!;

    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>The replies so far, oldest first.</summary>
    public IEnumerable<string> Replies => _turns.Where(turn => !turn.IsOfUser).Select(turn => turn.Text);

    /// <summary>Says something a minute after the last reply.</summary>
    public ComposedAnswer Say(string text, string? emotion = null)
    {
        var answer = RulesReply.Compose(Input(text, emotion));
        _turns.Add(new Turn(true, text, Now));
        _turns.Add(new Turn(false, answer.Text, Now));
        Now += TimeSpan.FromMinutes(1);
        return answer;
    }

    /// <summary>What the next reply would be made from.</summary>
    public RulesInput Input(string text, string? emotion = null)
    {
        var language = LanguageDetection.OfQuestion(text);
        var answer = documents?.Answer(QuestionPart.Of(text)) ?? new ComposedAnswer(false, AnswerTexts.NotFound(language), []);
        return new RulesInput(Persona, language, id, $"m{_turns.Count.ToString(CultureInfo.InvariantCulture)}", text, emotion,
            [.. _turns], answer, Now);
    }
}
