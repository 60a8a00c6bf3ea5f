using Microsoft.Extensions.Logging;

namespace Attune.Companion.Replies;

/// <summary>What the guide tells the log: ids 6021 to 6049.</summary>
internal static partial class ReplyLog
{
    [LoggerMessage(6021, LogLevel.Information, "{Count} replies that a stop had interrupted go on")]
    public static partial void RepliesResumed(this ILogger log, int count);

    [LoggerMessage(6022, LogLevel.Warning, "Reply {Reply} could not be stored, try {Attempt}: {Reason}")]
    public static partial void PieceNotStored(this ILogger log, string reply, int attempt, string reason);

    [LoggerMessage(6023, LogLevel.Error, "Reply {Reply} was given up ({CorrelationId})")]
    public static partial void ReplyFailed(this ILogger log, string reply, string correlationId);

    [LoggerMessage(6024, LogLevel.Warning, "The stream of the failed reply {Reply} could not be ended: {Reason}")]
    public static partial void StreamNotEnded(this ILogger log, string reply, string reason);

    [LoggerMessage(6025, LogLevel.Error, "The stream of reply {Reply} holds other text than was stored for it")]
    public static partial void ForeignText(this ILogger log, string reply);

    [LoggerMessage(6026, LogLevel.Error, "Replies could not be taken, at reply {Reply}; trying again in {Milliseconds} ms")]
    public static partial void RepliesNotTaken(this ILogger log, string? reply, double milliseconds, Exception error);

    [LoggerMessage(6027, LogLevel.Error, "Writing reply {Reply} failed, try {Attempt}")]
    public static partial void WritingFailed(this ILogger log, string reply, int attempt, Exception error);

    [LoggerMessage(6028, LogLevel.Warning, "The leases of the replies could not be renewed")]
    public static partial void LeasesNotRenewed(this ILogger log, Exception error);
}
