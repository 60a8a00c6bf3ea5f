using System.Text.RegularExpressions;
using Attune.Companion.Conversations.Rules;
using Attune.Contracts.Guide;
using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// Looks at what a model wrote before a visitor hears it. A sentence stays only when it cites passages that it was given, speaks
/// of what they speak of, and holds no number that is neither in them nor in the question. Pure.
/// </summary>
internal static partial class DraftCheck
{
    /// <summary>
    /// Share of what a sentence speaks of that its passages must speak of too. With less, one word in common was enough for "The
    /// museum is free" where the passage said that dogs travel free.
    /// </summary>
    private const float LeastCoverage = 0.5f;

    /// <summary>Share of what a sentence speaks of from which on it repeats what was said.</summary>
    private const float MostRepeated = 0.8f;

    /// <summary>True when a sentence that a model wrote can be told.</summary>
    /// <param name="sentence">The sentence with its marks.</param>
    /// <param name="language">The language of the answer.</param>
    /// <param name="passages">What the model was given.</param>
    /// <param name="question">What was asked.</param>
    public static bool Holds(
        string sentence, TextLanguage language, IReadOnlyList<Citation> passages, string question) =>
        IsSayable(sentence, language) && IsSupported(sentence, passages, question);

    /// <summary>True when something is told in a sentence that a text does not tell: another number, or other words.</summary>
    public static bool Adds(string sentence, string text) =>
        !NumbersIn(sentence).IsSubsetOf(NumbersIn(text)) || Coverage(sentence, text) < MostRepeated;

    /// <summary>True when a text can be told to a visitor: not empty, in the right language and script.</summary>
    public static bool IsSayable(string text, TextLanguage language) =>
        !string.IsNullOrWhiteSpace(text)
        && LanguageDetection.OfDocument(text) == language
        && (language == TextLanguage.English || !SimplifiedCharacters.In(text));

    private static bool IsSupported(string sentence, IReadOnlyList<Citation> passages, string question)
    {
        var numbers = Mark().Matches(sentence).Select(mark => mark.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var cited = passages.Where(passage => numbers.Contains($"{passage.Number}")).ToList();
        // A number that nobody has given it would lead a visitor nowhere.
        if (numbers.Count == 0 || cited.Count != numbers.Count)
            return false;
        var plain = Mark().Replace(sentence, " ");
        var source = string.Join('\n', cited.Select(passage => $"{passage.DocumentName}\n{passage.Quote}"));
        var known = NumbersIn($"{source}\n{question}");
        return NumbersIn(plain).IsSubsetOf(known) && Coverage(plain, source) >= LeastCoverage;
    }

    private static float Coverage(string sentence, string source)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        QuestionAtoms.AddTerms(source, terms);
        var all = 0f;
        var covered = 0f;
        foreach (var atom in QuestionAtoms.Of(sentence, static _ => 1))
        {
            all += atom.Weight;
            covered += atom.Strong.Any(terms.Contains) ? atom.Weight : 0;
        }

        return all > 0 ? covered / all : 0;
    }

    private static HashSet<string> NumbersIn(string text) =>
        Number().Matches(text).Select(number => number.Value.Replace(",", "", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\[([0-9]{1,4})\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[0-9]+(?:[.,:][0-9]+)*")]
    private static partial Regex Number();
}
