namespace Attune.Language.Tones.Rewriting;

/// <summary>English for everybody else: contractions and plain talk.</summary>
internal static class EnglishCasual
{
    private static readonly string[] Openings =
        ["Here's what I know.", "Sure, here's the story.", "Good question, here's what I've got."];

    public static string Write(ToneDraft draft)
    {
        var body = string.Join('\n', DraftLine.Of(draft.Text)
            .Select(line => line.Mark + EnglishPhrases.Contracted.Apply(string.Join(' ', line.Sentences))));
        var opening = Frame.Pick(Openings, draft.Text, 0);
        return AppearanceGreeting.English(draft) is { } greeting
            ? $"{greeting} {opening} {body}"
            : $"{opening} {body}";
    }
}
