using Attune.Companion.Retrieval.Vectors;
using Attune.Language;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;
using Attune.Learning.Vectors;

namespace Attune.Companion.Retrieval;

/// <summary>
/// The search index over the documents of one organisation: in memory, and on disk so that it is soon there again. Safe to
/// use from several threads; changes are made one after the other under <see cref="Changes"/>.
/// </summary>
/// <param name="store">The copy on disk; null when there is none.</param>
internal sealed class OrganisationIndex(IndexStore? store = null) : IDisposable
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
    private long _version;

    /// <summary>Called after documents came or went: whoever keeps something of them forgets it.</summary>
    public event Action? Changed;

    /// <summary>Grows with every change.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
                return _version;
        }
    }

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

    /// <summary>The vectors of the same documents; null when no endpoint makes any. Set once, before anybody searches.</summary>
    public IVectorStore? Vectors { get; set; }

    /// <summary>Adds a document that is not in the index.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name: searched with every passage.</param>
    /// <param name="text">Its text.</param>
    /// <param name="passages">The passages that <see cref="PassageCutter"/> made of it.</param>
    /// <param name="isBuiltIn">True for Attune's own manual.</param>
    /// <param name="textHash">Hash of the text; without it the document is not kept on disk.</param>
    public void Add(
        string id, string name, string text, IReadOnlyList<Passage> passages, bool isBuiltIn = false, string? textHash = null)
    {
        var document = new DocumentRecord(id, name, textHash ?? "", LanguageDetection.OfDocument(text), isBuiltIn, passages,
            DocumentTerms.Of(text, name, passages));
        Add(document);
        if (textHash is not null)
            store?.Add(document);
    }

    /// <summary>Adds a stored document from the copy on disk.</summary>
    /// <returns>False when the copy does not have it as it is now.</returns>
    public bool TryLoad(StoredDocument document)
    {
        if (store?.Read(document.Id, document.Name, document.TextHash) is not { } record)
            return false;
        Add(record);
        return true;
    }

    /// <summary>
    /// Erases what the disk holds of a document. To be done before the document is deleted: a crash in between leaves a
    /// document that is indexed anew, and never words of one that is gone.
    /// </summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public async Task EraseAsync(string id, CancellationToken cancellation)
    {
        if (Vectors is not null)
            await Vectors.RemoveAsync(id, cancellation);
        store?.Erase(id);
    }

    /// <summary>Erases what the disk holds of documents that are not in this index.</summary>
    public void EraseOthers()
    {
        lock (_gate)
            store?.EraseOthers(_documents.Keys.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Gives back room on disk when much of it is of no use.</summary>
    public void Compact() => store?.Compact();

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
                _index.Remove(document.FirstNumber + i, passage.Span.Of(text),
                    DocumentTerms.Context(document.Name, text, passage));
                _documentOf[document.FirstNumber + i] = null;
            }

            _version++;
        }

        Changed?.Invoke();
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
            return ToPassageHits(_index.Search(question, limit * Spare), language, limit);
    }

    /// <summary>
    /// As <see cref="Search(string, TextLanguage, int)"/> for phrases and beginnings of words. Whether the words of a phrase
    /// stand side by side only the text can tell.
    /// </summary>
    public IReadOnlyList<PassageHit> Search(SearchQuery query, TextLanguage language, int limit)
    {
        lock (_gate)
            return ToPassageHits(_index.Search(query, limit * Spare), language, limit);
    }

    /// <summary>What lies near a question by its vectors, best first; what is not in the index any more is left out.</summary>
    public IReadOnlyList<PassageHit> Locate(IReadOnlyList<NearVector> near, TextLanguage language)
    {
        var hits = new List<PassageHit>(near.Count);
        lock (_gate)
        {
            foreach (var (id, row, similarity) in near)
            {
                if (_documents.TryGetValue(id, out var document) && row >= 0 && row < document.Passages.Count)
                    hits.Add(ToPassageHit(document, row, similarity, language));
            }
        }

        return [.. hits.OrderByDescending(hit => hit.Score)];
    }

    /// <summary>Tells that vectors have come: the same question may find other passages now.</summary>
    public void NoteVectors()
    {
        lock (_gate)
            _version++;
        Changed?.Invoke();
    }

    /// <summary>The words that stand for a prefix; see <see cref="Bm25Index.WordsWithPrefix"/>.</summary>
    public IReadOnlyList<string> WordsWithPrefix(string prefix)
    {
        lock (_gate)
            return _index.WordsWithPrefix(prefix);
    }

    /// <summary>Gives back memory that was reserved while many documents were added.</summary>
    public void TrimExcess()
    {
        lock (_gate)
            _index.TrimExcess();
    }

    /// <summary>How much a term tells in these documents; see <see cref="Bm25Index.Rarity(ReadOnlySpan{char})"/>.</summary>
    public float Rarity(ReadOnlySpan<char> term)
    {
        lock (_gate)
            return _index.Rarity(term);
    }

    public void Dispose()
    {
        Changes.Dispose();
        Vectors?.Dispose();
        store?.Dispose();
    }

    private void Add(DocumentRecord record)
    {
        lock (_gate)
        {
            var document = new IndexedDocument(
                record.Id, record.Name, record.Language, record.IsBuiltIn, record.Passages, _index.Add(record.Terms));
            _documents.Add(record.Id, document);
            for (var i = 0; i < record.Passages.Count; i++)
                _documentOf.Add(document);
            _version++;
        }

        Changed?.Invoke();
    }

    private List<PassageHit> ToPassageHits(IReadOnlyList<SearchHit> hits, TextLanguage language, int limit) =>
    [
        .. hits.Select(hit => ToPassageHit(hit, language)).OrderByDescending(hit => hit.Score).Take(limit),
    ];

    private PassageHit ToPassageHit(SearchHit hit, TextLanguage language)
    {
        var document = _documentOf[hit.Passage]!;
        return ToPassageHit(document, hit.Passage - document.FirstNumber, hit.Score, language);
    }

    private static PassageHit ToPassageHit(IndexedDocument document, int passage, float score, TextLanguage language) =>
        new(document.Id, document.Name, document.Language, document.Passages[passage],
            score * (document.Language == language ? 1 : OtherLanguageFactor) * (document.IsBuiltIn ? BuiltInFactor : 1),
            document.IsBuiltIn);
}
