using Attune.Contracts.Conversations;
using Attune.Language;
using Attune.Learning.Emotions;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// Reads the feeling in a message. English only: there are no weights for Chinese yet, and a guess would be worse.
/// </summary>
internal sealed class EmotionReader
{
    private const string EkmanPrefix = "ekman:";
    private const string Read = "read";
    private const string NotEnoughEvidence = "not_enough_evidence";
    private const string NotReadInChinese = "not_read_in_chinese";
    private const int Digits = 4;

    /// <summary>The last of the labels; it says that there is nothing to read.</summary>
    private const int Neutral = EmotionLabels.Count - 1;

    /// <summary>For each label its Ekman group, as an index into the names.</summary>
    private static readonly int[] GroupOf = [.. Enumerable.Range(0, EmotionLabels.Count).Select(label =>
        EmotionLabels.Count + int.TrailingZeroCount((int)(EmotionLabels.WithGroups(1ul << label) >> EmotionLabels.Count)))];

    private readonly Lazy<EmotionClassifier> _classifier = new(EmotionClassifier.LoadShipped);

    /// <summary>Reads a text; microseconds, after the first one has loaded the weights.</summary>
    public EmotionView Of(string text, TextLanguage language)
    {
        if (language == TextLanguage.TraditionalChinese)
            return new EmotionView([], null, NotReadInChinese);
        var reading = _classifier.Value.Read(text);
        if (reading.Shown < 0)
            return new EmotionView([], null, NotEnoughEvidence);
        var labels = Enumerable.Range(0, Neutral)
            .Where(label => ((reading.Decided >> label) & 1) != 0)
            .OrderByDescending(label => reading.Probabilities[label])
            .ToList();
        // A group can pass its threshold while none of its labels does; the most probable of them says best what it is.
        if (labels.Count == 0)
        {
            labels.Add(Enumerable.Range(0, Neutral).Where(label => GroupOf[label] == reading.Shown)
                .MaxBy(label => reading.Probabilities[label]));
        }

        // Asking is not a feeling worth showing: every question would carry a chip.
        var isQuestion = GroupOf[labels[0]] == reading.Shown && EmotionLabels.Names[labels[0]] is "curiosity" or "confusion";
        return new EmotionView(
            [.. labels.Select(label => new EmotionLabelView(
                EmotionLabels.Names[label], NameOfGroup(GroupOf[label]), Rounded(reading.Probabilities[label])))],
            isQuestion ? null : new EmotionGroupView(NameOfGroup(reading.Shown), Rounded(reading.Probabilities[reading.Shown])),
            Read);
    }

    private static string NameOfGroup(int index) => EmotionLabels.Names[index][EkmanPrefix.Length..];

    private static double Rounded(float probability) => Math.Round(probability, Digits);
}
