using Microsoft.Extensions.Logging;

namespace Attune.Companion.Conversations;

/// <summary>What conversations tell the log: ids 6051 to 6079.</summary>
internal static partial class ConversationLog
{
    [LoggerMessage(6051, LogLevel.Warning, "Conversation {Conversation} could not be erased yet: {Reason}")]
    public static partial void ConversationNotErased(this ILogger log, string conversation, string reason);

    [LoggerMessage(6052, LogLevel.Warning, "Reply {Reply}: no model answered, rules do: {Reason}")]
    public static partial void ModelUnavailable(this ILogger log, string reply, string reason);

    [LoggerMessage(6053, LogLevel.Warning, "Reply {Reply}: the model stopped in the middle: {Reason}")]
    public static partial void ModelInterrupted(this ILogger log, string reply, string reason);

    [LoggerMessage(6054, LogLevel.Information,
        "Reply {Reply}: the model began differently after the interruption and was asked to continue what was written")]
    public static partial void ModelDiverged(this ILogger log, string reply);

    [LoggerMessage(6055, LogLevel.Error, "Reply {Reply} could not be written by a model, try {Attempt}")]
    public static partial void ModelReplyFailed(this ILogger log, string reply, int attempt, Exception error);

    [LoggerMessage(6056, LogLevel.Error, "Conversations that are being deleted could not be erased; trying again")]
    public static partial void ErasingInterrupted(this ILogger log, Exception error);
}
