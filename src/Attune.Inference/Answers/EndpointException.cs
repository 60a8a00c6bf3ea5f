using Attune.Foundation.Failures;

namespace Attune.Inference.Answers;

/// <summary>An endpoint did not do its part. Internal to the pool, which tells callers in its own exceptions.</summary>
internal sealed class EndpointException(Failure failure, Exception? inner = null) : Exception(failure.Detail, inner)
{
    public Failure Failure { get; } = failure;
}
