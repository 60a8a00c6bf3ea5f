using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Tells what a message does by the patterns of a language. The first act that matches decides, so what must never be missed
/// comes first and what is easily said by the way comes last.
/// </summary>
internal static partial class ActReader
{
    private static readonly DialogueAct[] Always = [DialogueAct.Boundary];

    /// <summary>What can be said to the reader, in a short message without quotation marks.</summary>
    private static readonly DialogueAct[] Addressed =
    [
        DialogueAct.Farewell, DialogueAct.Thanks, DialogueAct.AskedIfHuman, DialogueAct.AskedAbilities, DialogueAct.AskedWho,
        DialogueAct.AskedFeelings, DialogueAct.AskedHowItIs, DialogueAct.AskedLife, DialogueAct.AskedTrust, DialogueAct.Insult,
        DialogueAct.Praise, DialogueAct.Affirmation, DialogueAct.Denial, DialogueAct.Unsure, DialogueAct.Laughter,
        DialogueAct.More, DialogueAct.HelpRequest,
    ];

    private static readonly DialogueAct[] Anywhere =
    [
        DialogueAct.MemoryQuestion, DialogueAct.Correction, DialogueAct.Clinical, DialogueAct.CreativeRequest,
        DialogueAct.Advice, DialogueAct.Wondering, DialogueAct.Request, DialogueAct.Question, DialogueAct.Feeling,
    ];

    /// <param name="patterns">Those of the message's language.</param>
    /// <param name="text">The message, with the letters that the patterns know.</param>
    public static DialogueAct Of(ActPatterns patterns, string text)
    {
        var plain = Spaces.Replace(text.ToLowerInvariant(), " ").Trim();
        if (Match(Always, plain) is { } urgent)
            return urgent;
        var greeting = patterns.Greeting.Match(plain);
        var rest = plain[greeting.Length..].Trim();
        if (greeting.Success && rest.Length == 0)
            return DialogueAct.Greeting;
        var mayAddress = rest.Length <= patterns.LongestAddress && !patterns.Quoted.IsMatch(rest);
        if (mayAddress && Match(Addressed, rest) is { } addressed)
            return addressed;
        return Match(Anywhere, patterns.ThanksAtEnd.Replace(rest, "$1")) ?? DialogueAct.Statement;

        DialogueAct? Match(DialogueAct[] acts, string part)
        {
            foreach (var act in acts)
            {
                if (patterns.Acts[act].IsMatch(part))
                    return act;
            }

            return null;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces { get; }
}
