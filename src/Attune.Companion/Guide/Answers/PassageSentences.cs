using Attune.Language.Folding;
using Attune.Language.Search;
using Attune.Language.Sentences;

namespace Attune.Companion.Guide.Answers;

/// <summary>A passage taken apart into sentences, and what each of them covers of the question.</summary>
internal sealed class PassageSentences
{
    /// <summary>A character that stands there without its neighbours of the question is a hint only.</summary>
    private const float WeakCover = 0.25f;

    /// <summary>What stands around a sentence speaks for it too, but less than its own words.</summary>
    private const float HeadingCover = 0.7f;
    private const float QuestionBeforeCover = 0.9f;
    private const float SentenceBeforeCover = 0.4f;

    private readonly float[][] _covers;
    private readonly float[] _headingCover;
    private readonly IReadOnlyList<QuestionAtom> _atoms;
    private readonly string _text;

    public PassageSentences(SourcePassage passage, IReadOnlyList<QuestionAtom> atoms)
    {
        Passage = passage;
        _atoms = atoms;
        _text = ChineseFolding.ToTraditional(passage.Text);
        Sentences = SentenceSplitter.Split(passage.Text);
        _covers = [.. Sentences.Select(sentence => Cover(sentence.Span.Of(passage.Text)))];
        _headingCover = Cover($"{passage.DocumentName}\n{passage.Heading}");
    }

    public SourcePassage Passage { get; }

    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>Share of the question that the whole passage and its heading speak of clearly, 0 to 1.</summary>
    public float Coverage
    {
        get
        {
            var covers = (float[])_headingCover.Clone();
            foreach (var cover in _covers)
                Raise(covers, cover, 1);
            return Share(covers, fullOnly: true);
        }
    }

    /// <summary>Share of the question that the heading alone speaks of, 0 to 1.</summary>
    public float HeadingCoverage => Share(_headingCover, fullOnly: true);

    /// <summary>A sentence as the rules read it: in Traditional characters, each where it stands in the passage.</summary>
    public ReadOnlySpan<char> TextOf(int place) => Sentences[place].Span.Of(_text);

    public bool IsQuestion(int place) => TextOf(place)[^1] is '?' or '？';

    /// <summary>Share of the question that a sentence speaks of together with what stands around it, 0 to 1.</summary>
    public float CoverageOf(int place)
    {
        var covers = (float[])_covers[place].Clone();
        Raise(covers, _headingCover, HeadingCover);
        if (place > 0)
        {
            var before = Sentences[place - 1].Kind == SentenceKind.Heading ? HeadingCover
                : IsQuestion(place - 1) ? QuestionBeforeCover
                : SentenceBeforeCover;
            Raise(covers, _covers[place - 1], before);
        }

        return Share(covers, fullOnly: false);
    }

    /// <summary>True when what the question asks about stands at the very start of a sentence.</summary>
    public bool StartsWithTopic(int place)
    {
        const int StartLength = 24;
        const float MostOfIt = 0.8f;
        var text = TextOf(place);
        return Share(Cover(text[..Math.Min(StartLength, text.Length)]), fullOnly: true) >= MostOfIt;
    }

    /// <summary>True when a sentence speaks of something in the question that none of these does.</summary>
    public bool CoversMore(int place, IEnumerable<RankedSentence> others)
    {
        var rest = (float[])_covers[place].Clone();
        foreach (var other in others)
        {
            for (var i = 0; i < rest.Length; i++)
                rest[i] -= Math.Max(other.Passage._covers[other.Place][i], other.Passage._headingCover[i]);
        }

        return rest.Any(cover => cover > WeakCover);
    }

    private float[] Cover(ReadOnlySpan<char> text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        QuestionAtoms.AddTerms(text, terms);
        var covers = new float[_atoms.Count];
        for (var i = 0; i < covers.Length; i++)
        {
            covers[i] = _atoms[i].Strong.Any(terms.Contains) ? 1
                : _atoms[i].Weak is { } weak && terms.Contains(weak) ? WeakCover
                : 0;
        }

        return covers;
    }

    private static void Raise(float[] covers, float[] by, float factor)
    {
        for (var i = 0; i < covers.Length; i++)
            covers[i] = Math.Max(covers[i], by[i] * factor);
    }

    private float Share(float[] covers, bool fullOnly)
    {
        var covered = 0f;
        var all = 0f;
        for (var i = 0; i < covers.Length; i++)
        {
            all += _atoms[i].Weight;
            covered += fullOnly && covers[i] < 1 ? 0 : covers[i] * _atoms[i].Weight;
        }

        return all > 0 ? covered / all : 0;
    }
}
