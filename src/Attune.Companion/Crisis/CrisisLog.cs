using Microsoft.Extensions.Logging;

namespace Attune.Companion.Crisis;

/// <summary>What the crisis rule tells the log: ids 6091 to 6099. Never a word of the message.</summary>
internal static partial class CrisisLog
{
    [LoggerMessage(6091, LogLevel.Warning,
        "Reply {Reply}: the message speaks of a crisis ({Category}, {Severity}); people to turn to were named ({CorrelationId})")]
    public static partial void CrisisAnswered(
        this ILogger log, string reply, string category, string severity, string correlationId);
}
