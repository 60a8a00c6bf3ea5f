using Attune.Foundation.Persistence;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Storage;

/// <summary>Removes what deleted rows have left in the database's files, as far as that is possible now.</summary>
internal sealed partial class DeletedTraces(ErasedContent content, ILogger<DeletedTraces> log)
{
    /// <summary>Call it once after any number of deletions.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        try
        {
            await content.RemoveAsync(cancellation);
        }
        catch (IOException error)
        {
            // Nobody can read them through Attune any more; the next erasure removes what is left in the files.
            TracesRemain(error);
        }
    }

    [LoggerMessage(6012, LogLevel.Warning, "Something was deleted; traces of it may stand in the database's files")]
    private partial void TracesRemain(Exception error);
}
