using Attune.Language.Folding;
using Attune.Language.Normalization;
using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>
/// Takes a question apart into what it asks about, without the words that only make it a question, so that one can tell
/// which share of it a text covers. A share can be judged; a BM25 score, which has no upper end, cannot.
/// </summary>
public static class QuestionAtoms
{
    /// <summary>Even the commonest word counts this share of an unknown one: in few documents rarity is a bad witness.</summary>
    private const float LeastShare = 0.4f;

    /// <summary>A Chinese word has about two characters, each of which counts as half a word.</summary>
    private const float CharacterShare = 0.5f;

    /// <summary>How much a term tells; see <see cref="Bm25Index.Rarity(ReadOnlySpan{char})"/>.</summary>
    public delegate float RarityOf(ReadOnlySpan<char> term);

    /// <summary>The atoms in the order of the question; when it holds nothing but stop words, those.</summary>
    public static IReadOnlyList<QuestionAtom> Of(string question, RarityOf rarity)
    {
        // The words that only make it a question are known in Traditional characters.
        var traditional = ChineseFolding.ToTraditional(InvisibleCharacters.RemoveFrom(question));
        var chosen = Read(traditional, rarity, withStopWords: false);
        return chosen.Count > 0 ? chosen : Read(traditional, rarity, withStopWords: true);
    }

    /// <summary>Adds all terms of a text to a set.</summary>
    public static void AddTerms(ReadOnlySpan<char> text, HashSet<string> terms)
    {
        var known = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            known.Add(reader.Term);
    }

    private static List<QuestionAtom> Read(string question, RarityOf rarity, bool withStopWords)
    {
        var atoms = new List<QuestionAtom>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var skipUntil = 0;
        TextSpan pair = default;
        var highest = rarity("\0");
        var reader = new TermReader(question, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            var term = reader.Term.ToString();
            switch (reader.Kind)
            {
                case TermKind.Word when withStopWords || !StopWords.Contains(term):
                    if (seen.Add(term))
                        atoms.Add(new QuestionAtom([term], null, Weight(rarity(term), highest)));
                    break;
                case TermKind.Character:
                    if (reader.Span.Start >= skipUntil && !withStopWords)
                        skipUntil = reader.Span.Start + StopWords.PhraseAt(question.AsSpan(reader.Span.Start));
                    var pairBefore = pair.End == reader.Span.End ? pair : default;
                    if (reader.Span.Start >= skipUntil)
                        atoms.Add(Atom(question, reader.Span, pairBefore, Weight(rarity(term), highest) * CharacterShare));
                    break;
                case TermKind.Pair:
                    pair = reader.Span;
                    break;
            }
        }

        return atoms;
    }

    /// <summary>A character, with the pair that ends with it and the pair that starts with it as its strong terms.</summary>
    private static QuestionAtom Atom(string question, TextSpan character, TextSpan pairBefore, float weight)
    {
        var text = SearchKeys.Of(character.Of(question));
        var strong = new List<string>(2);
        if (pairBefore.Length > 0)
            strong.Add(SearchKeys.Of(pairBefore.Of(question)));
        if (GramScript.StartsAt(question, character.End, out var next))
            strong.Add(SearchKeys.Of(question.AsSpan(character.Start, character.Length + next)));
        if (strong.Count == 0)
            strong.Add(text);
        return new QuestionAtom(strong, text, weight);
    }

    private static float Weight(float rarity, float highest) => (LeastShare * highest) + ((1 - LeastShare) * rarity);
}
