using System.Collections.Concurrent;
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
    DocumentTable documents, BuiltInDocuments builtIn, DataFolder folder, IOptions<KnowledgeOptions> options,
    ILogger<KnowledgeIndexes> log) : IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<OrganisationIndex>>> _indexes = new(StringComparer.Ordinal);

    /// <summary>The index of an organisation, once it holds all stored documents.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">They cannot be read; the next call tries again.</exception>
    public async Task<OrganisationIndex> OfAsync(string organisation, CancellationToken cancellation)
    {
        var entry = _indexes.GetOrAdd(organisation, name => new Lazy<Task<OrganisationIndex>>(
            () => Task.Run(() => Load(name), _stopping.Token)));
        try
        {
            return await entry.Value.WaitAsync(cancellation);
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
            Fill(index, organisation);
            index.EraseOthers();
            index.Compact();
            index.TrimExcess();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private void Fill(OrganisationIndex index, string organisation)
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
