using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>What imports tell the log: ids 6041 to 6049.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(6041, LogLevel.Warning, "The progress of an import could not be told: {Reason}")]
    public static partial void ProgressNotTold(this ILogger log, string reason);
}
