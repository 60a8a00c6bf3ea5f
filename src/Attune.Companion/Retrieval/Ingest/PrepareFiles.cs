using Attune.Companion.Retrieval.Imports;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>Prepares several files at once, as many as there are processors.</summary>
internal sealed class PrepareFiles(FileReader files, PrepareDocument prepare)
{
    /// <returns>The prepared documents, or why not, in the order of the files.</returns>
    public async Task<Outcome<PreparedDocument>[]> RunAsync(
        string organisation, string owner, IReadOnlyList<NamedFile> batch, CancellationToken cancellation)
    {
        var prepared = new Outcome<PreparedDocument>[batch.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.Count), parallel, async (place, stop) =>
        {
            var (file, name, clientId) = batch[place];
            var request = await files.ReadAsync(file, name, clientId, stop);
            prepared[place] = request.Failure is { } failure ? failure : prepare.Run(organisation, owner, request.Value);
        });
        return prepared;
    }
}
