using System.Globalization;
using System.Text;
using Attune.Contracts.Guide;
using Attune.Language;
using Attune.Language.Dates;
using Attune.Language.Folding;
using Attune.Language.Search;
using Attune.Language.Sentences;

namespace Attune.Companion.Guide.Answers;

/// <summary>
/// Composes an answer without a language model: it quotes the sentences that answer best, word for word and with their
/// place, or says honestly that nothing was found. Documents are data: what they say is quoted, never obeyed. A Chinese
/// answer is in Traditional characters whatever the question and the documents are written in; citations stay as they stand.
/// Pure and deterministic.
/// </summary>
internal static class AnswerRules
{
    /// <summary>
    /// Share of the question that a passage must speak of before it may answer. Measured on the DRCD dev set, with and
    /// without the article that a question was asked about.
    /// </summary>
    public const float LeastCoverage = 0.5f;

    private const int MostSentences = 3;

    /// <summary>A further sentence must be at least this good compared with the best.</summary>
    private const float FurtherShare = 0.85f;

    /// <summary>Sentences taken along after one that ends with a colon: the command or list that it announces.</summary>
    private const int MostAnnounced = 4;

    /// <summary>Answers a question from passages.</summary>
    /// <param name="question">The question.</param>
    /// <param name="language">The language to answer in.</param>
    /// <param name="passages">The passages that match best, best first.</param>
    /// <param name="rarity">How much a term tells in these documents.</param>
    public static ComposedAnswer Compose(
        string question, TextLanguage language, IReadOnlyList<SourcePassage> passages, QuestionAtoms.RarityOf rarity)
    {
        // What a question asks for is known in Traditional characters.
        question = ChineseFolding.ToTraditional(question);
        var atoms = QuestionAtoms.Of(QuestionKinds.WithoutAskingPhrase(question), rarity);
        var covering = passages.Select(passage => new PassageSentences(passage, atoms))
            .Where(passage => passage.Coverage >= LeastCoverage)
            .ToList();
        var kind = QuestionKinds.Of(question);
        var ranked = SentenceRanking.Rank(covering, kind);
        return ranked.Count == 0
            ? new ComposedAnswer(false, AnswerTexts.NotFound(language), [])
            : Write(Choose(ranked, kind), language);
    }

    /// <summary>The best sentence and what belongs to it, then others that are nearly as good, without repeats.</summary>
    private static List<RankedSentence> Choose(IReadOnlyList<RankedSentence> ranked, QuestionKind kind)
    {
        var chosen = new List<RankedSentence>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var answers = 0;
        foreach (var sentence in ranked.TakeWhile(sentence => sentence.Score >= ranked[0].Score * FurtherShare))
        {
            if (answers == MostSentences)
                break;
            if (taken.Contains(sentence.Passage.TextOf(sentence.Place).ToString()) || !Adds(sentence, chosen))
                continue;
            answers++;
            foreach (var place in WithCompany(sentence, kind))
            {
                if (taken.Add(sentence.Passage.TextOf(place).ToString()))
                    chosen.Add(sentence with { Place = place });
            }
        }

        return chosen;
    }

    /// <summary>Another passage is quoted only when it speaks of something that the sentences so far do not.</summary>
    private static bool Adds(RankedSentence sentence, List<RankedSentence> chosen) =>
        chosen.Count == 0
        || ReferenceEquals(chosen[0].Passage, sentence.Passage)
        || sentence.Passage.CoversMore(sentence.Place, chosen);

    /// <summary>
    /// A sentence with the one before it when it points back, with the one that tells the time when that was asked for, and with
    /// what it announces by a colon.
    /// </summary>
    private static IEnumerable<int> WithCompany(RankedSentence sentence, QuestionKind kind)
    {
        var passage = sentence.Passage;
        var place = sentence.Place;
        if (place > 0 && passage.Sentences[place - 1].Kind == SentenceKind.Prose
            && (AnswerTexts.PointsBack(passage.TextOf(place)) || (kind == QuestionKind.Time && IsDatedBefore(passage, place))))
            yield return place - 1;
        yield return place;
        if (passage.TextOf(place)[^1] is not (':' or '：'))
            yield break;
        var last = Math.Min(place + MostAnnounced, passage.Sentences.Count - 1);
        for (var next = place + 1; next <= last && passage.Sentences[next].Kind != SentenceKind.Heading; next++)
        {
            yield return next;
            if (passage.Sentences[next].Kind == SentenceKind.Code)
                yield break;
        }
    }

    /// <summary>
    /// True when a sentence does not say when, and the one before it does: a story names the day once and goes on. Further back
    /// it may be the day of something else.
    /// </summary>
    private static bool IsDatedBefore(PassageSentences passage, int place) =>
        !QuestionKinds.Fits(QuestionKind.Time, passage.TextOf(place)) && DateReader.HasDate(passage.TextOf(place - 1));

    private static ComposedAnswer Write(List<RankedSentence> chosen, TextLanguage language)
    {
        var text = new StringBuilder();
        var citations = new List<Citation>();
        foreach (var document in chosen.GroupBy(sentence => sentence.Passage.Passage.DocumentId))
        {
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(AnswerTexts.LeadIn(language, document.First().Passage.Passage.DocumentName));
            foreach (var sentence in document)
            {
                var passage = sentence.Passage.Passage;
                var span = sentence.Passage.Sentences[sentence.Place].Span;
                var quote = span.Of(passage.Text).ToString();
                var number = citations.Count + 1;
                citations.Add(new Citation(
                    number, passage.DocumentId, passage.DocumentName, passage.Start + span.Start, span.Length, quote,
                    passage.PageAt(span.Start)));
                text.Append(CultureInfo.InvariantCulture, $"{AnswerTexts.ForReading(quote, language)} [{number}] ");
            }

            text.Length--;
        }

        return new ComposedAnswer(true, text.ToString(), citations);
    }
}
