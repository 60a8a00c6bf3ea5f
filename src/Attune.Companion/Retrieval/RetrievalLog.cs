using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval;

/// <summary>What the documents tell the log: ids 6001 to 6019.</summary>
internal static partial class RetrievalLog
{
    [LoggerMessage(6001, LogLevel.Information, "Documents of '{Organisation}' loaded: {Passages} passages in {Milliseconds} ms")]
    public static partial void IndexLoaded(this ILogger log, string organisation, int passages, long milliseconds);

    [LoggerMessage(6002, LogLevel.Error, "The documents of '{Organisation}' could not be loaded; trying again in {Seconds} s")]
    public static partial void IndexNotLoaded(this ILogger log, string organisation, double seconds, Exception error);
}
