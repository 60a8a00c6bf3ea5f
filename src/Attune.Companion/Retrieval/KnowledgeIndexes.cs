using System.Collections.Concurrent;
using Attune.Companion.Retrieval.Vectors;
using Attune.Foundation.Hosting;
using Attune.Language.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval;

/// <summary>
/// The search indexes, one for each organisation, loaded when first needed. The stored documents say what belongs into them:
/// what the copy on disk does not have is indexed anew, what it has too much is erased. Loading is not on the path to
/// ready: whoever needs an index earlier waits for it.
/// </summary>
internal sealed class KnowledgeIndexes(
    DocumentTable documents, BuiltInDocuments builtIn, DataFolder folder, VectorStores vectors,
    IOptions<KnowledgeOptions> options, ILogger<KnowledgeIndexes> log) : IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<OrganisationIndex>>> _indexes = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>Called after an index was loaded, or documents came or went in one.</summary>
    public event Action? Changed;

    /// <summary>The index of an organisation, once it holds all stored documents.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">They cannot be read; the next call tries again.</exception>
    public async Task<OrganisationIndex> OfAsync(string organisation, CancellationToken cancellation)
    {
        var entry = _indexes.GetOrAdd(organisation, name => new Lazy<Task<OrganisationIndex>>(
            () => Task.Run(() => Load(name), _stopping.Token)));
        try
        {
            var index = await entry.Value.WaitAsync(cancellation);
            // Told by the first who waited for it: only now it counts as loaded.
            if (_told.TryAdd(organisation, true))
                Changed?.Invoke();
            return index;
        }
        catch (Exception) when (entry.Value.IsFaulted || entry.Value.IsCanceled)
        {
            _indexes.TryRemove(new KeyValuePair<string, Lazy<Task<OrganisationIndex>>>(organisation, entry));
            throw;
        }
    }

    /// <summary>How far an organisation's index is.</summary>
    /// <returns>Null while it is not loaded.</returns>
    public OrganisationIndex? Loaded(string organisation) =>
        _indexes.TryGetValue(organisation, out var entry)
        && entry is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? entry.Value.Result
            : null;

    /// <summary>The indexes that are loaded now.</summary>
    public IReadOnlyList<(string Organisation, OrganisationIndex Index)> AllLoaded() =>
        [.. _indexes.Keys.Select(name => (name, Loaded(name)!)).Where(entry => entry.Item2 is not null)];

    /// <summary>Waits for loads that are under way: nothing may read the database after the data folder is let go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var entry in _indexes.Values.Where(entry => entry.IsValueCreated))
        {
            // How a load ended is told to those who waited for it.
            await ((Task)entry.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (entry.Value.IsCompletedSuccessfully)
                entry.Value.Result.Dispose();
        }

        _stopping.Dispose();
    }

    private OrganisationIndex Load(string organisation)
    {
        builtIn.Import(organisation);
        var index = new OrganisationIndex(IndexStore.Open(folder, options.Value.IndexFolder, organisation, log));
        try
        {
            var stored = new Dictionary<string, string>(StringComparer.Ordinal);
            Fill(index, organisation, stored);
            index.EraseOthers();
            index.Compact();
            index.TrimExcess();
            index.Vectors = vectors.Open(organisation, stored);
            index.Changed += () => Changed?.Invoke();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <param name="index">Filled with all stored documents.</param>
    /// <param name="organisation">Whose.</param>
    /// <param name="stored">Gets their ids, with the hashes of what their vectors are made of.</param>
    private void Fill(OrganisationIndex index, string organisation, Dictionary<string, string> stored)
    {
        var anew = 0;
        var after = 0L;
        List<StoredDocument> page;
        do
        {
            page = documents.List(organisation, after, PageSize);
            foreach (var document in page)
            {
                _stopping.Token.ThrowIfCancellationRequested();
                after = document.Position;
                stored[document.Id] = VectorStores.HashOf(document);
                if (index.TryLoad(document) || documents.ReadText(organisation, document.Id) is not { } text)
                    continue;
                index.Add(document.Id, document.Name, text, PassageCutter.Cut(text), document.BuiltIn, document.TextHash);
                anew++;
            }
        }
        while (page.Count == PageSize);
        if (anew > 0)
            log.DocumentsIndexedAnew(organisation, anew);
    }
}
