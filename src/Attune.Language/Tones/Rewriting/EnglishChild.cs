using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>English for children: short sentences of short words, one a line, terms explained, a question back.</summary>
internal static class EnglishChild
{
    private static readonly string[] Openings =
    [
        "Come and look with me! (waves)", "Ahoy! Here is what I know.", "Look here, my friend! (points)",
        "Come close! I will tell you.", "Hop on! We sail back in time.",
    ];

    private static readonly string[] Closings =
    [
        "What would you like to see next?", "What do you think of that?", "Shall I tell you more?",
        "What else would you like to know?",
    ];

    /// <summary>Words a sentence, from the promised bound down to what makes hard words readable.</summary>
    private static readonly int[] Lengths = [10, 8, 7, 6, 5, 4];

    public static string Write(ToneDraft draft)
    {
        var best = "";
        var fewest = int.MaxValue;
        foreach (var length in Lengths)
        {
            var text = string.Join('\n', Framed(draft, Body(draft, length)));
            var measured = EnglishReadability.Of(text);
            var missed = (measured.Grade <= ToneTargets.ChildGrade ? 0 : 1)
                + (measured.LongestSentence <= ToneTargets.ChildSentenceWords ? 0 : 1);
            // Shorter pieces than help are worse to read.
            if (missed < fewest)
                (fewest, best) = (missed, text);
            if (missed == 0)
                break;
        }

        return best;
    }

    private static IEnumerable<string> Framed(ToneDraft draft, List<string> body) =>
    [
        .. AppearanceGreeting.English(draft) is { } greeting ? [greeting] : Array.Empty<string>(),
        Frame.Pick(Openings, draft.Text, 0), .. body, Frame.Pick(Closings, draft.Text, 1),
    ];

    private static List<string> Body(ToneDraft draft, int length)
    {
        var lines = new List<string>();
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in DraftLine.Of(draft.Text))
        {
            var mark = line.Mark;
            foreach (var sentence in line.Sentences)
            {
                foreach (var piece in EnglishCuts.Cut(EnglishPhrases.Simple.Apply(sentence), length))
                {
                    lines.Add(mark + piece);
                    mark = "";
                }

                lines.AddRange(Glossary.English.Explain(sentence, explained));
            }
        }

        return lines;
    }
}
