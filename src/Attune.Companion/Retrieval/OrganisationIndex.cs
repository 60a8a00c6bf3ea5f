using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Retrieval;

/// <summary>The search index over the documents of one organisation, in memory. Safe to use from several threads.</summary>
internal sealed class OrganisationIndex : IDisposable
{
    /// <summary>A passage in another language than the question counts less, but is still found when nothing else is.</summary>
    private const float OtherLanguageFactor = 0.5f;

    /// <summary>What people imported themselves comes before Attune's own manual.</summary>
    private const float BuiltInFactor = 0.8f;

    /// <summary>So many more passages are looked at before the language is weighed.</summary>
    private const int Spare = 3;

    private readonly Lock _gate = new();
    private readonly Bm25Index _index = new();
    private readonly Dictionary<string, IndexedDocument> _documents = new(StringComparer.Ordinal);
    private readonly List<IndexedDocument?> _documentOf = [];

    /// <summary>Held over a change of the stored documents and this index together, so that both always agree.</summary>
    public SemaphoreSlim Changes { get; } = new(1, 1);

    /// <summary>Passages that can be found.</summary>
    public int Passages
    {
        get
        {
            lock (_gate)
                return _index.Count;
        }
    }

    /// <summary>Adds a document that is not in the index.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name: searched with every passage.</param>
    /// <param name="text">Its text.</param>
    /// <param name="passages">The passages that <see cref="PassageCutter"/> made of it.</param>
    /// <param name="isBuiltIn">True for Attune's own manual.</param>
    public void Add(string id, string name, string text, IReadOnlyList<Passage> passages, bool isBuiltIn = false)
    {
        var language = LanguageDetection.OfDocument(text);
        lock (_gate)
        {
            var document = new IndexedDocument(id, name, language, isBuiltIn, passages, _documentOf.Count);
            foreach (var passage in passages)
            {
                _index.Add(passage.Span.Of(text), Context(name, text, passage));
                _documentOf.Add(document);
            }

            _documents.Add(id, document);
        }
    }

    /// <summary>Takes a document out; nothing happens when it is not in the index.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="text">The text that it was added with.</param>
    public void Remove(string id, string text)
    {
        lock (_gate)
        {
            if (!_documents.Remove(id, out var document))
                return;
            for (var i = 0; i < document.Passages.Count; i++)
            {
                var passage = document.Passages[i];
                _index.Remove(document.FirstNumber + i, passage.Span.Of(text), Context(document.Name, text, passage));
                _documentOf[document.FirstNumber + i] = null;
            }
        }
    }

    /// <summary>Leaves none of the words of removed documents in memory.</summary>
    public void Sweep()
    {
        lock (_gate)
            _index.Sweep();
    }

    /// <summary>Finds the passages that match a question best, best first.</summary>
    public IReadOnlyList<PassageHit> Search(string question, TextLanguage language, int limit)
    {
        lock (_gate)
        {
            return [.. _index.Search(question, limit * Spare)
                .Select(hit => ToPassageHit(hit, language))
                .OrderByDescending(hit => hit.Score)
                .Take(limit)];
        }
    }

    /// <summary>How much a term tells in these documents; see <see cref="Bm25Index.Rarity(ReadOnlySpan{char})"/>.</summary>
    public float Rarity(ReadOnlySpan<char> term)
    {
        lock (_gate)
            return _index.Rarity(term);
    }

    public void Dispose() => Changes.Dispose();

    private PassageHit ToPassageHit(SearchHit hit, TextLanguage language)
    {
        var document = _documentOf[hit.Passage]!;
        return new PassageHit(document.Id, document.Name, document.Language,
            document.Passages[hit.Passage - document.FirstNumber],
            hit.Score * (document.Language == language ? 1 : OtherLanguageFactor) * (document.IsBuiltIn ? BuiltInFactor : 1));
    }

    /// <summary>What helps to find a passage: its document's name, and its heading if that stands elsewhere.</summary>
    private static string Context(string name, string text, Passage passage) =>
        passage.Heading.Length == 0 || passage.Heading.Start == passage.Span.Start
            ? name
            : $"{name}\n{passage.Heading.Of(text)}";
}
