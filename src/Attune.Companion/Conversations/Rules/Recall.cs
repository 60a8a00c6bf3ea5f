namespace Attune.Companion.Conversations.Rules;

/// <summary>Answers "what did I tell you about …" with the person's own sentences.</summary>
internal static class Recall
{
    private const int MostQuotations = 3;

    /// <summary>Words of the question itself.</summary>
    private static readonly HashSet<string> AskingWords = new(StringComparer.Ordinal)
    {
        "mention", "mentioned", "recall", "remember", "conversation", "anyth", "告訴", "記得", "說過", "提過", "關於",
    };

    /// <param name="earlier">The person's messages before this one, oldest first.</param>
    /// <param name="question">What they ask for.</param>
    /// <returns>
    /// At most three sentences, oldest first: those that share most with the question or, when it names nothing, the latest.
    /// </returns>
    public static IReadOnlyList<Quotation> Find(IReadOnlyList<Turn> earlier, string question)
    {
        var asked = ContentWords.Of(question).Where(word => !AskingWords.Contains(word.Key)).Select(word => word.Key).ToHashSet();
        var scored = earlier.SelectMany(OwnSentences.Of)
            .Select((sentence, place) => (sentence, place, score: ContentWords.Of(sentence.Text).Keys.Count(asked.Contains)))
            .Where(found => asked.Count == 0 || found.score > 0)
            .OrderByDescending(found => found.score)
            .ThenByDescending(found => found.place)
            .DistinctBy(found => found.sentence.Text)
            .Take(MostQuotations);
        return [.. scored.OrderBy(found => found.place).Select(found => found.sentence)];
    }
}
