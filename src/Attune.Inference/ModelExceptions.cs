namespace Attune.Inference;

/// <summary>
/// No endpoint answered before the first piece of text: nothing was written, so the caller can answer by rules instead.
/// </summary>
/// <param name="code">Why the last endpoint failed, for example <c>model_unreachable</c>; as in docs/reference/errors.md.</param>
/// <param name="message">Every endpoint that was asked and why it failed, fit for logs and for the user; never a key.</param>
/// <param name="inner">The technical cause; null when every endpoint is paused or none is connected.</param>
public sealed class ModelUnavailableException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;
}

/// <summary>
/// An endpoint died, fell silent or sent something unreadable after its first piece of text: what was written stays, the
/// answer is not whole.
/// </summary>
/// <param name="code">Why, for example <c>model_interrupted</c>; as in docs/reference/errors.md.</param>
/// <param name="message">What happened, fit for logs and for the user; never a key.</param>
/// <param name="inner">The technical cause.</param>
public sealed class ModelInterruptedException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;
}
