using Attune.Language.Sentences;

namespace Attune.Companion.Guide.Answers;

/// <summary>Ranks the sentences of the best passages by how well they answer. Pure: same input, same order.</summary>
internal static class SentenceRanking
{
    private const float KindBonus = 1.15f;

    /// <summary>A question for a number is rarely answered by a sentence without one.</summary>
    private const float NumberMissing = 0.85f;

    /// <summary>One for a time still more rarely; measured on every second question of the DRCD dev set.</summary>
    private const float TimeMissing = 0.55f;

    /// <summary>A heading that says the whole question raises its section by this share.</summary>
    private const float HeadingBonus = 0.2f;

    /// <summary>"X is …" and "X: …" define X better than a sentence that mentions it.</summary>
    private const float TopicFirstBonus = 1.15f;
    private const float HeadingFactor = 0.35f;
    private const float QuestionFactor = 0.4f;

    /// <summary>Code answers by what announces it, seldom by its own words.</summary>
    private const float CodeFactor = 0.5f;
    private const float ShortFactor = 0.7f;
    private const int ShortSentence = 8;

    /// <summary>A sentence of the worst passage still counts this share of the same sentence in the best.</summary>
    private const float LeastPassageShare = 0.5f;

    /// <summary>All sentences, best first; equal ones in the order of the passages and of the text.</summary>
    public static IReadOnlyList<RankedSentence> Rank(IReadOnlyList<PassageSentences> passages, QuestionKind kind)
    {
        var ranked = new List<RankedSentence>();
        var best = passages.Count == 0 ? 0 : passages.Max(passage => passage.Passage.Score);
        foreach (var passage in passages)
        {
            var share = LeastPassageShare + ((1 - LeastPassageShare) * passage.Passage.Score / best);
            share *= 1 + (HeadingBonus * passage.HeadingCoverage);
            for (var place = 0; place < passage.Sentences.Count; place++)
            {
                var score = passage.CoverageOf(place) * share * Form(passage, place, kind);
                if (score > 0)
                    ranked.Add(new RankedSentence(passage, place, score));
            }
        }

        return [.. ranked.OrderByDescending(sentence => sentence.Score)];
    }

    private static float Form(PassageSentences passage, int place, QuestionKind kind)
    {
        var text = passage.TextOf(place);
        var factor = text.Length < ShortSentence ? ShortFactor : 1;
        factor *= passage.Sentences[place].Kind switch
        {
            SentenceKind.Heading => HeadingFactor,
            SentenceKind.Code => CodeFactor,
            _ => 1,
        };
        if (passage.IsQuestion(place))
            factor *= QuestionFactor;
        if (kind == QuestionKind.Definition && passage.StartsWithTopic(place))
            factor *= TopicFirstBonus;
        if (QuestionKinds.Fits(kind, text))
            return factor * KindBonus;
        return kind switch
        {
            QuestionKind.Number => factor * NumberMissing,
            QuestionKind.Time => factor * TimeMissing,
            _ => factor,
        };
    }
}
