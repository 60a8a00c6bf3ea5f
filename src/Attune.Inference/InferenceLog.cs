using Microsoft.Extensions.Logging;

namespace Attune.Inference;

/// <summary>What asking models tells the log: ids 7001 to 7099. Never a key, never what was said to or by a model.</summary>
internal static partial class InferenceLog
{
    [LoggerMessage(7001, LogLevel.Warning, "The model endpoint '{Name}' failed: {Code}, {Reason}")]
    public static partial void EndpointFailed(this ILogger log, string name, string code, string reason);

    [LoggerMessage(7003, LogLevel.Warning,
        "The embeddings endpoint failed: {Code}, {Reason} Documents are found by words alone until it answers")]
    public static partial void EmbeddingsFailed(this ILogger log, string code, string reason);

    [LoggerMessage(7004, LogLevel.Information, "The embeddings endpoint answers again")]
    public static partial void EmbeddingsAnswerAgain(this ILogger log);

    [LoggerMessage(7002, LogLevel.Error, "The endpoints connected on the page could not be read; those of the settings are used")]
    public static partial void EndpointsNotRead(this ILogger log, Exception error);
}
