namespace Attune.Language.Tones.Rewriting;

/// <summary>Pairs of words and how they are said in casual speech.</summary>
internal static class EnglishContractions
{
    public static IReadOnlyList<(string From, string To)> All { get; } =
    [
        ("is not", "isn't"), ("are not", "aren't"), ("was not", "wasn't"), ("were not", "weren't"), ("do not", "don't"),
        ("does not", "doesn't"), ("did not", "didn't"), ("has not", "hasn't"), ("have not", "haven't"), ("had not", "hadn't"),
        ("cannot", "can't"), ("could not", "couldn't"), ("would not", "wouldn't"), ("should not", "shouldn't"),
        ("will not", "won't"), ("must not", "mustn't"), ("it is", "it's"), ("that is", "that's"), ("there is", "there's"),
        ("you are", "you're"), ("they are", "they're"), ("we are", "we're"), ("you will", "you'll"), ("they will", "they'll"),
        ("we have", "we've"), ("you have", "you've"), ("they have", "they've"), ("what is", "what's"), ("here is", "here's"),
        ("i am", "I'm"), ("i have", "I've"), ("he is", "he's"), ("she is", "she's"), ("let us", "let's"),
    ];
}
