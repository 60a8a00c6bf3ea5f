using Attune.Companion.Guide.Answers;
using Attune.Companion.Retrieval;
using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Tests.Fakes;

/// <summary>Answers questions from texts in memory, by the same index and rules as the product.</summary>
internal sealed class Manual : IDisposable
{
    private const int PassagesRead = 6;

    private readonly OrganisationIndex _index = new();
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Attune's own manual in both languages.</summary>
    public static Manual OfAttune()
    {
        var manual = new Manual();
        foreach (var key in (string[])["attune-manual.en", "attune-manual.zh-Hant"])
        {
            using var stream = typeof(CompanionModule).Assembly.GetManifestResourceStream($"Manual/{key}.md")!;
            using var reader = new StreamReader(stream);
            manual.Add(key, key, reader.ReadToEnd());
        }

        return manual;
    }

    public Manual Add(string id, string name, string text)
    {
        _texts.Add(id, text);
        _index.Add(id, name, text, PassageCutter.Cut(text));
        return this;
    }

    public string TextOf(string id) => _texts[id];

    public ComposedAnswer Answer(string question)
    {
        var language = LanguageDetection.OfQuestion(question);
        var passages = _index.Search(question, language, PassagesRead).Select(hit => new SourcePassage(
            hit.DocumentId, hit.DocumentName, hit.Language, hit.Passage.Span.Start,
            hit.Passage.Span.Of(_texts[hit.DocumentId]).ToString(), hit.Passage.Heading.Of(_texts[hit.DocumentId]).ToString(),
            hit.Score));
        return AnswerRules.Compose(question, language, [.. passages], _index.Rarity);
    }

    public void Dispose() => _index.Dispose();
}
