using Attune.Language.Sentences;

namespace Attune.Companion.Guide;

/// <summary>Ranks the sentences of the best passages by how well they answer. Pure: same input, same order.</summary>
internal static class SentenceRanking
{
    private const float KindBonus = 1.15f;
    private const float HeadingFactor = 0.35f;
    private const float QuestionFactor = 0.4f;
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
        if (passage.Sentences[place].Kind == SentenceKind.Heading)
            factor *= HeadingFactor;
        if (passage.IsQuestion(place))
            factor *= QuestionFactor;
        return QuestionKinds.Fits(kind, text) ? factor * KindBonus : factor;
    }
}
