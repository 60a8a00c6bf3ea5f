using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>English for older visitors: calm and respectful, everyday words, one sentence a line.</summary>
internal static class EnglishElder
{
    private static readonly string[] Openings =
        ["Thank you for your question.", "It is good to have you here.", "I am glad to tell you."];

    private static readonly string[] Closings =
        ["Please ask me again at any time.", "Please take all the time you like.", "I am happy to tell you more."];

    private static readonly int[] Lengths = [16, 14, 12, 10, 8, 6, 5];

    public static string Write(ToneDraft draft)
    {
        var text = "";
        foreach (var length in Lengths)
        {
            var body = DraftLine.Of(draft.Text).SelectMany(line => Pieces(line, length));
            string[] greeting = AppearanceGreeting.English(draft) is { } words ? [words] : [];
            text = string.Join('\n',
                [.. greeting, Frame.Pick(Openings, draft.Text, 0), .. body, Frame.Pick(Closings, draft.Text, 1)]);
            if (EnglishReadability.Of(text).Grade <= ToneTargets.ElderGrade)
                break;
        }

        return text;
    }

    private static IEnumerable<string> Pieces(DraftLine line, int length) =>
        line.Sentences.SelectMany(sentence => EnglishCuts.Cut(EnglishPhrases.Simple.Apply(sentence), length))
            .Select((piece, index) => index == 0 ? line.Mark + piece : piece);
}
