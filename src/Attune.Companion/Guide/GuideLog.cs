using Microsoft.Extensions.Logging;

namespace Attune.Companion.Guide;

/// <summary>
/// What the guide tells the log about visits: ids 6061 to 6089. Never a question, an answer or a description: of a description
/// only its length and a fingerprint that means nothing outside this process.
/// </summary>
internal static partial class GuideLog
{
    [LoggerMessage(6061, LogLevel.Information,
        "Question {Visit} of sitting {Sitting}: description and answer are sought in parallel")]
    public static partial void VisitBegun(this ILogger log, string visit, string sitting);

    [LoggerMessage(6062, LogLevel.Information,
        "Question {Visit} is answered: tone {Tone} by {Source}, description {Description}; description {DescriptionMs} ms "
        + "beside answer {DraftMs} ms by {Method}, tone {ToneMs} ms, in all {TotalMs} ms, {OverheadMs} ms above the slower one")]
    public static partial void VisitAnswered(
        this ILogger log, string visit, string tone, string source, string description, double descriptionMs, double draftMs,
        string method, double toneMs, double totalMs, double overheadMs);

    [LoggerMessage(6063, LogLevel.Warning, "Question {Visit} is answered without a description: {Reason}; the tone is {Tone}")]
    public static partial void VisitWithoutDescription(this ILogger log, string visit, string reason, string tone);

    [LoggerMessage(6064, LogLevel.Warning, "A describer has told nothing of use: {Reason}")]
    public static partial void NotDescribed(this ILogger log, string reason);

    [LoggerMessage(6065, LogLevel.Error, "Asking the describer failed unexpectedly")]
    public static partial void DescriberFailed(this ILogger log, Exception error);

    [LoggerMessage(6066, LogLevel.Information,
        "Question {Visit}: description of {Characters} characters, fingerprint {Fingerprint}")]
    public static partial void VisitDescribed(this ILogger log, string visit, int characters, string fingerprint);

    [LoggerMessage(6067, LogLevel.Debug, "Question {Visit}: the description is '{Description}'")]
    public static partial void VisitDescriptionText(this ILogger log, string visit, string description);

    [LoggerMessage(6068, LogLevel.Error, "Question {Visit}: the documents could not be searched")]
    public static partial void VisitWithoutDocuments(this ILogger log, string visit, Exception error);

    [LoggerMessage(6069, LogLevel.Warning, "Question {Visit} is answered by rules instead of the model: {Reason}")]
    public static partial void VisitWithoutModel(this ILogger log, string visit, string reason);

    [LoggerMessage(6070, LogLevel.Warning, "Question {Visit}: the answer keeps its words, because the tone would change a fact")]
    public static partial void ToneKeptDraft(this ILogger log, string visit);

    [LoggerMessage(6071, LogLevel.Error, "Question {Visit}: saying the answer in a tone failed; it keeps its words")]
    public static partial void ToneFailed(this ILogger log, string visit, Exception error);

    [LoggerMessage(6072, LogLevel.Error, "Question {Visit} could not be answered ({CorrelationId})")]
    public static partial void VisitFailed(this ILogger log, string visit, string correlationId, Exception error);

    [LoggerMessage(6073, LogLevel.Warning, "A visitor was refused: more than {Limit} questions a minute from one {What}")]
    public static partial void VisitorRefused(this ILogger log, int limit, string what);

    [LoggerMessage(6074, LogLevel.Warning, "Question {Visit} could not be answered within {Seconds} s; the rules answer")]
    public static partial void VisitTookTooLong(this ILogger log, string visit, double seconds);

    [LoggerMessage(6075, LogLevel.Error, "The answer to visitor's reply {Reply} could not be made, try {Attempt}")]
    public static partial void VisitReplyFailed(this ILogger log, string reply, int attempt, Exception error);

    [LoggerMessage(6078, LogLevel.Warning,
        "Question {Visit}: the model broke off in the middle ({Reason}); the documents say what is missing")]
    public static partial void VisitModelBrokeOff(this ILogger log, string visit, string reason);

    [LoggerMessage(6076, LogLevel.Warning, "Keeping the guide warm failed: index {Index}, model {Model}")]
    public static partial void WarmUpFailed(this ILogger log, string index, string model);

    [LoggerMessage(6077, LogLevel.Error, "Keeping the guide warm failed unexpectedly")]
    public static partial void WarmUpBroke(this ILogger log, Exception error);
}
