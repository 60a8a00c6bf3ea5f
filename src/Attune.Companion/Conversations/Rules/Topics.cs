using Attune.Companion.Personas;
using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Conversations.Rules;

/// <summary>What people talk about, and questions that fit it.</summary>
internal sealed class Topics
{
    private const string WordsMark = "words:";

    private static readonly Lazy<Topics> English = new(() => new Topics("topics.en", TextLanguage.English));
    private static readonly Lazy<Topics> Chinese = new(() => new Topics("topics.zh-Hant", TextLanguage.TraditionalChinese));
    private static readonly Lazy<Topics> TechnicalEnglish = new(() => new Topics("topics-doc.en", TextLanguage.English));
    private static readonly Lazy<Topics> TechnicalChinese =
        new(() => new Topics("topics-doc.zh-Hant", TextLanguage.TraditionalChinese));

    private readonly List<(IReadOnlyCollection<string> Words, IReadOnlyList<string> Questions)> _topics = [];
    private readonly TextLanguage _language;

    private Topics(string file, TextLanguage language)
    {
        _language = language;
        var bank = TextBank.Load($"Rules/{file}.txt");
        foreach (var key in bank.Keys)
        {
            var lines = bank.Lines(key);
            if (!lines[0].StartsWith(WordsMark, StringComparison.Ordinal))
                throw new FormatException($"The topic '{key}' in {file} does not begin with its words.");
            var words = lines[0][WordsMark.Length..];
            _topics.Add((Terms(words), [.. lines.Skip(1)]));
        }
    }

    /// <summary>The topics that a persona asks about.</summary>
    public static Topics For(Persona persona, TextLanguage language) => (persona.Traits.AnswersFeelingsFirst, language) switch
    {
        (true, TextLanguage.English) => English.Value,
        (true, _) => Chinese.Value,
        (false, TextLanguage.English) => TechnicalEnglish.Value,
        (false, _) => TechnicalChinese.Value,
    };

    /// <summary>True when someone or some animal has died: the first topic of both files.</summary>
    public static bool IsLoss(string text, TextLanguage language)
    {
        var topics = (language == TextLanguage.TraditionalChinese ? Chinese : English).Value;
        return ReferenceEquals(topics.QuestionsAbout(text), topics._topics[0].Questions);
    }

    /// <summary>The questions of the topic that most words of a text belong to; none when no word does.</summary>
    public IReadOnlyList<string> QuestionsAbout(string text)
    {
        var words = Words(text);
        IReadOnlyList<string> best = [];
        var most = 0;
        foreach (var (topicWords, questions) in _topics)
        {
            var shared = topicWords.Count(word => Holds(text, words, word));
            if (shared > most)
                (best, most) = (questions, shared);
        }

        return best;
    }

    /// <summary>All questions, for those who check them.</summary>
    public IEnumerable<string> AllQuestions => _topics.SelectMany(topic => topic.Questions);

    private bool Holds(string text, HashSet<string> words, string word) =>
        _language == TextLanguage.TraditionalChinese && !IsLatin(word)
            ? text.Contains(word, StringComparison.Ordinal)
            : words.Contains(word)
                || (IsPhrase(word) && text.Contains(word.Replace('_', ' '), StringComparison.OrdinalIgnoreCase));

    /// <summary>English words as the search reads them, Chinese ones as they stand.</summary>
    private static string[] Terms(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(word => IsLatin(word) && !IsPhrase(word) ? Words(word) : [word]).Distinct()];

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        QuestionAtoms.AddTerms(text, words);
        return words;
    }

    private static bool IsPhrase(string word) => word.Contains('_', StringComparison.Ordinal);

    private static bool IsLatin(string word) => char.IsAscii(word[0]);
}
