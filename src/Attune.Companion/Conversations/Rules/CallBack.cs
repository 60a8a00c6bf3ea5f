namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Finds what a person told earlier about the same thing. It is only ever quoted, with its time: nothing is said about
/// the person that has no message of theirs behind it.
/// </summary>
internal static class CallBack
{
    /// <summary>What is just said need not be called back.</summary>
    private const int MessagesTooRecent = 2;

    private const int LeastScore = 2;

    /// <summary>Below so many messages nothing can be called frequent.</summary>
    private const int FewMessages = 6;

    /// <param name="earlier">The person's messages before this one, oldest first.</param>
    /// <param name="text">The message.</param>
    /// <param name="replies">What was replied of late: nothing is called back twice.</param>
    /// <returns>The sentence that shares most with the message; null when none shares enough.</returns>
    public static Quotation? Find(IReadOnlyList<Turn> earlier, string text, IReadOnlyList<string> replies)
    {
        var asked = ContentWords.Of(text);
        if (asked.Count == 0)
            return null;
        var frequent = Frequent(earlier);
        Quotation? best = null;
        var bestScore = 0;
        for (var i = earlier.Count - 1 - MessagesTooRecent; i >= 0; i--)
        {
            foreach (var sentence in OwnSentences.Of(earlier[i]))
            {
                var score = Score(asked, sentence.Text, frequent);
                if (score > bestScore && IsQuotable(sentence.Text, text, replies))
                    (best, bestScore) = (sentence, score);
            }
        }

        return best;
    }

    /// <summary>How much two texts share; 0 below the threshold.</summary>
    private static int Score(IReadOnlyDictionary<string, int> asked, string sentence, HashSet<string> frequent)
    {
        var score = 0;
        foreach (var (word, weight) in ContentWords.Of(sentence))
        {
            if (!asked.ContainsKey(word))
                continue;
            score += frequent.Contains(word) ? weight - 1 : weight;
        }

        return score >= LeastScore ? score : 0;
    }

    /// <summary>Words that stand in more than a third of the messages: the subject of the whole conversation.</summary>
    private static HashSet<string> Frequent(IReadOnlyList<Turn> earlier)
    {
        const int ShareInverse = 3;
        if (earlier.Count < FewMessages)
            return [];
        return [.. earlier.SelectMany(turn => ContentWords.Of(turn.Text).Keys).GroupBy(word => word)
            .Where(same => same.Count() * ShareInverse > earlier.Count)
            .Select(same => same.Key)];
    }

    /// <summary>
    /// New to the conversation, and without characters that a reader could take for marks of ours: quotation marks,
    /// numbers of citations.
    /// </summary>
    private static bool IsQuotable(string sentence, string text, IReadOnlyList<string> replies) =>
        sentence.IndexOfAny(['[', ']', '{', '}', '“', '”', '「', '」', '"']) < 0
        && !text.Contains(sentence, StringComparison.OrdinalIgnoreCase)
        && !replies.Take(LinePicker.TurnsRemembered).Any(reply => reply.Contains(sentence, StringComparison.Ordinal));
}
