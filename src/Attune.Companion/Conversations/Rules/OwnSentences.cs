using System.Text.RegularExpressions;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>What a person told in earlier messages, sentence by sentence, each an exact part of a message.</summary>
internal static partial class OwnSentences
{
    private const int Shortest = 4;
    private const int Longest = 200;
    private const int MostPerMessage = 40;

    /// <summary>The sentences that tell something; questions, greetings and the like tell nothing about a person.</summary>
    public static IEnumerable<Quotation> Of(Turn turn)
    {
        foreach (Match match in Sentence.Matches(turn.Text).Take(MostPerMessage))
        {
            var text = match.Value.Trim();
            if (text.Length is < Shortest or > Longest)
                continue;
            var act = DialogueActs.Of(text, LanguageDetection.OfQuestion(text));
            if (act is DialogueAct.Statement or DialogueAct.Feeling or DialogueAct.Correction)
                yield return new Quotation(text, turn.At);
        }
    }

    [GeneratedRegex(@"(?:[^.!?…。！？\n]|[.](?=\S))+[.!?…。！？」』”""]*", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence { get; }
}
