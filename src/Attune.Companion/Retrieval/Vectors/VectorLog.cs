using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>What searching by meaning tells the log: ids 6141 to 6159. Never a text, never a vector.</summary>
internal static partial class VectorLog
{
    [LoggerMessage(6141, LogLevel.Information, "{Documents} documents of '{Organisation}' are found by meaning as well now")]
    public static partial void VectorsMade(this ILogger log, int documents, string organisation);

    [LoggerMessage(6142, LogLevel.Warning,
        "The vectors of the documents of '{Organisation}' cannot be made now: {Reason} Words are searched; trying again")]
    public static partial void VectorsNotMade(this ILogger log, string organisation, string reason);

    [LoggerMessage(6143, LogLevel.Warning,
        "Document '{Document}' gets no vectors, because {Reason}; it is found by words alone until it changes or the next start")]
    public static partial void DocumentLeftOut(this ILogger log, string document, string reason);

    [LoggerMessage(6144, LogLevel.Warning,
        "There is no room for the vectors of document '{Document}' and further ones; they are found by words. "
        + "Raise Knowledge:MaxVectorBytes, which is {Limit}")]
    public static partial void NoRoomForVectors(this ILogger log, string document, long limit);

    [LoggerMessage(6145, LogLevel.Warning, "The vectors '{Path}' were found {Finding}; they are made anew")]
    public static partial void VectorFileAnew(this ILogger log, string path, IndexFileFinding finding);

    [LoggerMessage(6146, LogLevel.Warning, "The vectors '{Path}' had {Damaged} damaged records, which are made anew")]
    public static partial void VectorFileDamaged(this ILogger log, string path, int damaged);

    [LoggerMessage(6147, LogLevel.Warning,
        "The vectors '{Path}' cannot be used, so every start makes them anew: {Reason}. Free disk space or make it writable")]
    public static partial void VectorFileNotUsable(this ILogger log, string path, string reason);

    [LoggerMessage(6148, LogLevel.Warning, "The vectors '{Path}' could not be written; the next start makes them: {Reason}")]
    public static partial void VectorFileNotWritten(this ILogger log, string path, string reason);

    [LoggerMessage(6149, LogLevel.Warning, "The Chroma server failed: {Reason} Words are searched until it answers")]
    public static partial void ChromaFailed(this ILogger log, string reason);

    [LoggerMessage(6150, LogLevel.Information, "The Chroma server answers; it holds {Vectors} vectors of '{Organisation}'")]
    public static partial void ChromaAnswers(this ILogger log, long vectors, string organisation);

    [LoggerMessage(6151, LogLevel.Error, "Making vectors of the documents of '{Organisation}' failed unexpectedly; trying again")]
    public static partial void VectorWorkFailed(this ILogger log, string organisation, Exception error);

    [LoggerMessage(6152, LogLevel.Error,
        "The vectors '{Path}' are no longer used and could not be erased; the next start tries again: {Reason}")]
    public static partial void VectorFileNotErased(this ILogger log, string path, string reason);
}
