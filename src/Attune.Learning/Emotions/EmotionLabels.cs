namespace Attune.Learning.Emotions;

/// <summary>
/// The 28 labels of GoEmotions (Demszky et al., "GoEmotions: a dataset of fine-grained emotions", 2020) and the two
/// groupings published with it: Ekman's six emotions and neutral, and four sentiments. A set of them is a number with a
/// bit for each: first the labels, then the Ekman groups, then the sentiments.
/// </summary>
public static class EmotionLabels
{
    /// <summary>Labels.</summary>
    public const int Count = 28;

    /// <summary>Ekman groups; their bits follow the labels'.</summary>
    public const int EkmanCount = 7;

    /// <summary>Sentiments; their bits follow the Ekman groups'.</summary>
    public const int SentimentCount = 4;

    /// <summary>All bits together.</summary>
    public const int OutputCount = Count + EkmanCount + SentimentCount;

    private static readonly (string Name, string Labels)[] Groups =
    [
        ("ekman:anger", "anger annoyance disapproval"),
        ("ekman:disgust", "disgust"),
        ("ekman:fear", "fear nervousness"),
        ("ekman:joy", "joy amusement approval excitement gratitude love optimism relief pride admiration desire caring"),
        ("ekman:sadness", "sadness disappointment embarrassment grief remorse"),
        ("ekman:surprise", "surprise realization confusion curiosity"),
        ("ekman:neutral", "neutral"),
        ("sentiment:positive", "amusement excitement joy love desire optimism caring pride admiration gratitude relief approval"),
        ("sentiment:negative",
            "fear nervousness remorse embarrassment disappointment sadness grief disgust anger annoyance disapproval"),
        ("sentiment:ambiguous", "realization surprise curiosity confusion"),
        ("sentiment:neutral", "neutral"),
    ];

    /// <summary>Names of all bits in order; groups as <c>ekman:joy</c> and <c>sentiment:positive</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
        "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
        "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
        .. Groups.Select(group => group.Name),
    ];

    private static readonly ulong[] GroupMembers = [.. Groups.Select(group =>
        group.Labels.Split(' ').Aggregate(0ul, (set, label) => set | (1ul << IndexOf(label))))];

    /// <summary>The bit of a name, or -1.</summary>
    public static int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return i;
        }

        return -1;
    }

    /// <summary>
    /// The most probable Ekman emotion that is not neutral, when it was decided for and is worth showing: not when it is more
    /// probable that there is none ("ok" is neutral before it is approval).
    /// </summary>
    /// <param name="probabilities">Of all names.</param>
    /// <param name="decided">The names that passed their threshold, a bit each.</param>
    /// <param name="least">A less probable one is not worth showing.</param>
    /// <returns>Its index into <see cref="Names"/>, or -1.</returns>
    internal static int BestEkman(ReadOnlySpan<float> probabilities, ulong decided, float least)
    {
        const int NoEmotion = Count + EkmanCount - 1;
        var best = Count;
        for (var i = Count + 1; i < NoEmotion; i++)
        {
            if (probabilities[i] > probabilities[best])
                best = i;
        }

        var isSure = probabilities[best] >= Math.Max(least, probabilities[NoEmotion]) && ((decided >> best) & 1) != 0;
        return isSure ? best : -1;
    }

    /// <summary>A set of labels together with the groups they belong to.</summary>
    /// <param name="labels">Bits 0 to 27.</param>
    public static ulong WithGroups(ulong labels)
    {
        var set = labels;
        for (var group = 0; group < GroupMembers.Length; group++)
        {
            if ((labels & GroupMembers[group]) != 0)
                set |= 1ul << (Count + group);
        }

        return set;
    }
}
