using System.Collections.Frozen;
using Attune.Language.Folding;
using Attune.Language.Phrases;
using Attune.Language.Scopes;

namespace Attune.Language.Crisis;

/// <summary>
/// Tells whether a text speaks of a crisis: suicide, self-harm, abuse suffered, harm to others; in English and in Chinese, told
/// by the person or by a friend. Rules only: phrases, and what takes them back (denial, quotation, idiom, another world, a past
/// that is over). Made to miss little and to alarm without need now and then. Pure, linear in the text; no clinical judgement.
/// </summary>
public static class CrisisReader
{
    /// <summary>Spans of evidence at most.</summary>
    public const int MostEvidence = 5;

    private static readonly string[] Sources =
        ["crisis.en", "harm.en", "frames.en", "crisis.zh", "harm.zh", "frames.zh"];

    private static readonly Lazy<PhraseGrammar> Grammar = new(() => PhraseGrammar.Parse(
        [ScopeReader.Rules, .. Sources.Select(source => LanguageResource.Read($"Crisis/{source}.txt"))]));

    private static readonly Lazy<FrozenDictionary<string, CrisisPhrase>> Phrases = new(() => Grammar.Value.Labels
        .Select(label => (label, Phrase: CrisisPhrase.Of(label)))
        .Where(entry => entry.Phrase is not null)
        .ToFrozenDictionary(entry => entry.label, entry => entry.Phrase!, StringComparer.Ordinal));

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text; nothing in it can fail.</param>
    /// <returns>Null when it speaks of none.</returns>
    public static CrisisReading? Read(ReadOnlySpan<char> text)
    {
        if (ChineseFolding.TryTurn(text, out var traditional))
            text = traditional;
        var reading = Grammar.Value.Read(text);
        var phrases = Phrases.Value;
        var candidates = reading.Matches.Where(match => phrases.ContainsKey(match.Label)).ToList();
        if (candidates.Count == 0)
            return null;
        var setting = new CrisisSetting(reading, ScopeReader.Read(text, reading));
        var found = candidates.Select(match => (Match: match, Phrase: phrases[match.Label]))
            .Where(found => setting.Holds(found.Match, found.Phrase)).ToList();
        if (found.Count == 0)
            return null;
        var gravest = found.Max(entry => entry.Phrase.Severity);
        var category = found.Where(entry => entry.Phrase.Severity == gravest).Min(entry => entry.Phrase.Category);
        return new CrisisReading(category, gravest, EvidenceOf(found.Select(entry => entry.Match.Span)));
    }

    /// <summary>Overlapping spans as one, the longest of them, in the order of the text.</summary>
    private static List<TextSpan> EvidenceOf(IEnumerable<TextSpan> spans)
    {
        var merged = new List<TextSpan>();
        foreach (var span in spans.OrderBy(span => span.Start).ThenBy(span => span.Length))
        {
            if (merged.Count > 0 && span.Start < merged[^1].End)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].End, span.End) - merged[^1].Start };
            else
                merged.Add(span);
        }

        return [.. merged.OrderByDescending(span => span.Length).Take(MostEvidence).OrderBy(span => span.Start)];
    }
}
