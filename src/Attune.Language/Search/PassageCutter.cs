using Attune.Language.Sentences;
using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>
/// Cuts a document into passages at headings and between sentences: about 350 Chinese characters or 250 words each, with
/// the last sentences repeated at the start of the next, so that no answer is cut in two.
/// </summary>
public static class PassageCutter
{
    /// <summary>Sizes are counted in Chinese characters; a word counts as much as this many tenths of one.</summary>
    private const int WordTenths = 14;

    private const int TargetTenths = 3500;
    private const int OverlapTenths = TargetTenths * 15 / 100;

    /// <summary>The passages in the order of the text; every sentence is in at least one.</summary>
    public static IReadOnlyList<Passage> Cut(string text) => Cut(text, SentenceSplitter.Split(text));

    /// <summary>As <see cref="Cut(string)"/>, when the sentences are known already.</summary>
    public static IReadOnlyList<Passage> Cut(string text, IReadOnlyList<Sentence> sentences)
    {
        var passages = new List<Passage>();
        var sizes = new int[sentences.Count];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = SizeInTenths(sentences[i].Span.Of(text));
        TextSpan heading = default;
        var first = 0;
        while (first < sizes.Length)
        {
            if (sentences[first].Kind == SentenceKind.Heading)
                heading = sentences[first].Span;
            var end = EndOfSection(sentences, first);
            CutSection(sentences, sizes, first, end, heading, passages);
            first = end;
        }

        return passages;
    }

    /// <summary>A section is its headings, when several follow each other, and all that is not a heading after them.</summary>
    private static int EndOfSection(IReadOnlyList<Sentence> sentences, int first)
    {
        var end = first;
        while (end < sentences.Count && sentences[end].Kind == SentenceKind.Heading && end == first)
            end++;
        while (end < sentences.Count && sentences[end].Kind != SentenceKind.Heading)
            end++;
        return end;
    }

    private static void CutSection(
        IReadOnlyList<Sentence> sentences, int[] sizes, int first, int end, TextSpan heading, List<Passage> passages)
    {
        while (first < end)
        {
            var size = sizes[first];
            var next = first + 1;
            while (next < end && size + sizes[next] <= TargetTenths)
                size += sizes[next++];
            var start = sentences[first].Span.Start;
            passages.Add(new Passage(new TextSpan(start, sentences[next - 1].Span.End - start), heading));
            if (next == end)
                return;
            first = StepBack(sizes, first, next);
        }
    }

    /// <summary>Where the next passage starts: at most the overlap before the end of this one, and always further on.</summary>
    private static int StepBack(int[] sizes, int first, int next)
    {
        var overlap = 0;
        var start = next;
        while (start - 1 > first && overlap + sizes[start - 1] <= OverlapTenths)
            overlap += sizes[--start];
        return start;
    }

    private static int SizeInTenths(ReadOnlySpan<char> text)
    {
        const int CharacterTenths = 10;
        var size = 0;
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            size += reader.Kind switch { TermKind.Word => WordTenths, TermKind.Character => CharacterTenths, _ => 0 };
        return size;
    }
}
