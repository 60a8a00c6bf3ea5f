using System.Collections.Frozen;
using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>One way to write a formal text: lines that are cut already, an opening, sentences joined in pairs or not.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Opening">What it begins with; what ends with a colon is joined with the first sentence.</param>
/// <param name="Joins">Whether every second sentence is joined with the one before it.</param>
internal sealed record FormalVariant(IReadOnlyList<DraftLine> Lines, string Opening, bool Joins)
{
    /// <summary>First words that are written small in the middle of a sentence.</summary>
    private static readonly FrozenSet<string> Small = (
        "The It They A An This These That There In On At After Before Its Their You He She His Her What When If For By Please "
        + "Everything Visitors Children Every Each But And Because Although").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private EnglishReadability _measured;

    /// <summary>The grade that it will have, from the measures of its parts; the text need not be composed for it.</summary>
    public double Estimate
    {
        get
        {
            var opening = EnglishReadability.Of(Opening);
            var ownSentences = Opening.EndsWith(':') ? 0 : opening.Sentences;
            return new EnglishReadability(_measured.Sentences + ownSentences, _measured.Words + opening.Words,
                _measured.Syllables + opening.Syllables, 0).Grade;
        }
    }

    /// <summary>The same, measured without its opening.</summary>
    public FormalVariant Measured()
    {
        var measured = this with { Opening = "" };
        measured._measured = EnglishReadability.Of(measured.Compose());
        return measured;
    }

    /// <summary>The text.</summary>
    public string Compose()
    {
        var written = Lines
            .Select(line => line.Mark + string.Join(' ', Joins ? Joined(line.Sentences) : line.Sentences)).ToList();
        if (written.Count == 0)
            return Opening;
        if (Opening.EndsWith(':'))
            written[0] = $"{Opening} {Lowered(written[0])}";
        else if (Opening.Length > 0)
            written[0] = $"{Opening} {written[0]}";
        return string.Join('\n', written);
    }

    /// <summary>Every second sentence is joined with the one before it, if its first word may be written small.</summary>
    private static List<string> Joined(IReadOnlyList<string> sentences)
    {
        var joined = new List<string>();
        for (var i = 0; i < sentences.Count; i++)
        {
            if (i % 2 == 1 && joined[^1].EndsWith('.') && Lowered(sentences[i]) != sentences[i])
                joined[^1] = joined[^1][..^1] + "; " + Lowered(sentences[i]);
            else
                joined.Add(sentences[i]);
        }

        return joined;
    }

    private static string Lowered(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && Small.Contains(sentence[..end].TrimEnd(','))
            ? char.ToLowerInvariant(sentence[0]) + sentence[1..]
            : sentence;
    }
}
