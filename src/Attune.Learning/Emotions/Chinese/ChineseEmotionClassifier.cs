using System.Buffers;
using Attune.Learning.Calibration;
using Attune.Learning.Features;

namespace Attune.Learning.Emotions.Chinese;

/// <summary>
/// Reads the feeling in Traditional Chinese by a lexicon and rules, both written for this project. Weaker than the trained
/// reading of English, and measured as such (<c>attune bench emotion-zh</c>). Immutable; may be used by many threads.
/// </summary>
public sealed class ChineseEmotionClassifier
{
    /// <summary>A label is decided for from this strength on.</summary>
    private const float Least = 0.45f;

    /// <summary>And when it is at least this share of the strongest.</summary>
    private const float Share = 0.7f;
    private const float Asked = 0.6f;
    private const float Nothing = 0.7f;

    /// <summary>Fitted on the half of the gold set that is open to the rules.</summary>
    private static readonly PlattScaling Scaling = new(5.5f, -3.4f);

    private static readonly int Curiosity = EmotionLabels.IndexOf("curiosity");
    private static readonly int Neutral = EmotionLabels.IndexOf("neutral");
    private static readonly SearchValues<string> AskingWords = SearchValues.Create(
        ["嗎", "呢", "什麼", "怎麼", "多久", "誰", "哪", "為何", "幾", "是不是", "有沒有"], StringComparison.Ordinal);
    private static readonly SearchValues<char> QuestionMarks = SearchValues.Create("？?");

    private readonly ChineseLexicon _lexicon = ChineseLexicon.Shipped;

    /// <summary>Words and phrases of feeling that are known.</summary>
    public int KnownWords => _lexicon.Feelings;

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text; beyond <see cref="TextFeatures.MaxLength"/> it is not read.</param>
    public ChineseEmotionReading Read(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, TextFeatures.MaxLength)];
        var hits = new FeelingScan(_lexicon, text).Run();
        Span<float> missing = stackalloc float[EmotionLabels.OutputCount];
        missing.Fill(1);
        foreach (var hit in hits)
            missing[hit.Label] *= 1 - Math.Clamp(hit.Strength, 0, 0.98f);
        if (hits.Count == 0 && IsQuestion(text))
            missing[Curiosity] = 1 - Asked;
        var strongest = 0f;
        for (var label = 0; label < EmotionLabels.Count; label++)
            strongest = Math.Max(strongest, 1 - missing[label]);
        missing[Neutral] = strongest < Least ? 1 - Nothing : 1;
        var decided = Decide(missing, strongest);
        for (var group = EmotionLabels.Count; group < EmotionLabels.OutputCount; group++)
        {
            for (var label = 0; label < EmotionLabels.Count; label++)
                missing[group] *= ((EmotionLabels.WithGroups(1ul << label) >> group) & 1) != 0 ? missing[label] : 1;
        }

        var probabilities = new float[EmotionLabels.OutputCount];
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = Scaling.Probability(1 - missing[i]);
        var shown = EmotionLabels.BestEkman(probabilities, decided, EmotionClassifier.EnoughEvidence);
        return new ChineseEmotionReading(new EmotionReading(probabilities, decided, shown), EvidenceOf(hits, decided));
    }

    private static ulong Decide(ReadOnlySpan<float> missing, float strongest)
    {
        if (strongest < Least)
            return EmotionLabels.WithGroups(1ul << Neutral);
        var decided = 0ul;
        for (var label = 0; label < EmotionLabels.Count; label++)
        {
            if (label != Neutral && 1 - missing[label] >= Math.Max(Least, strongest * Share))
                decided |= 1ul << label;
        }

        return EmotionLabels.WithGroups(decided);
    }

    private static WordShare[] EvidenceOf(List<FeelingHit> hits, ulong decided) =>
        [.. hits.Where(hit => ((decided >> hit.Label) & 1) != 0)
            .Select(hit => new WordShare(hit.Start, hit.Length, hit.Strength)).Distinct().OrderByDescending(hit => hit.Share)];

    private static bool IsQuestion(ReadOnlySpan<char> text) =>
        text.ContainsAny(QuestionMarks) && text.ContainsAny(AskingWords) && !text.Contains("請問", StringComparison.Ordinal);
}
