using Attune.Foundation.Failures;

namespace Attune.Inference.Answers;

/// <summary>
/// What can go wrong while a model is asked. Codes appear in the answer of a test, in exceptions to callers, in the log and as
/// <c>reason</c> in metrics; details never hold a key.
/// </summary>
internal static class AnswerFailures
{
    public static Failure Unreachable(string why) => new("model_unreachable", 502,
        "The model's endpoint cannot be reached.", $"There is no connection: {why}",
        "Start the model server, or correct the address. Ollama listens on http://127.0.0.1:11434/v1.", Retry: true);

    public static Failure TimedOut(string what, TimeSpan limit) => new("model_timed_out", 504, "The model took too long.",
        $"{what} did not come within {limit.TotalSeconds:0.##} s.",
        "Try again: a model may still be loading. A smaller model answers sooner; the limits are settings of Inference.",
        Retry: true);

    public static Failure KeyRefused(int status) => new("model_key_refused", 502, "The endpoint refuses the key.",
        $"It answered with status {status}.", "Enter a valid key for this endpoint.");

    public static Failure UnknownModel(string model, string? said) => new("model_unknown", 502,
        "The endpoint does not have this model.", Quote($"The model '{model}' was not found.", said),
        "Choose one of the models that the endpoint offers, or install this one there.");

    public static Failure Busy(string? said) => new("model_busy", 503, "The endpoint has too much to do.",
        Quote("It answered with status 429.", said), "Wait a moment; if it stays, look at the quota of the key.", Retry: true);

    public static Failure Broken(string what, string? said) => new("model_failed", 502, "The endpoint failed.",
        Quote(what, said), "Look into the log of the model server.", Retry: true);

    public static Failure Refused(int status, string? said) => new("model_request_refused", 502,
        "The endpoint refuses the request.", Quote($"It answered with status {status}.", said),
        "See whether the model supports chat, and whether its context is large enough.");

    public static Failure NotCompatible(string why) => new("model_not_compatible", 502,
        "This is not an OpenAI-compatible endpoint.", why,
        "Give the root of the service, which usually ends in /v1, for example http://127.0.0.1:11434/v1.");

    public static Failure Redirected(string? to) => new("model_redirected", 502, "The endpoint redirects.",
        to is null ? "It does not say where to." : $"It points to {to}.",
        "Enter the final address: keys are not sent to places that nobody has entered.");

    public static Failure Empty { get; } = new("model_empty", 502, "The model answered nothing.",
        "The answer ended without a text.", "Try another model: some need a chat template, others only embed.");

    public static Failure Interrupted(string why) => new("model_interrupted", 502, "The answer broke off.", why,
        "Try again. If it stays, look into the log of the model server.", Retry: true);

    public static Failure TooLarge(int limit) => new("model_answer_too_large", 502, "The answer does not end.",
        $"It has more than {limit} bytes.", "Ask for less, or raise the setting Inference:MaxAnswerBytes.");

    public static Failure Paused { get; } = new("model_paused", 503, "The endpoint is not asked for a while.",
        "It has failed several times in a row.", "Wait: it is tried again by itself. The page shows its last failure.",
        Retry: true);

    public static Failure NotConnected { get; } = new("model_not_connected", 503, "No model is connected.",
        "No endpoint is connected and switched on.", "Connect a model in the settings.");

    private static string Quote(string what, string? said) => said is null ? what : $"{what} It says: {said}";
}
