using Attune.Contracts.Errors;

namespace Attune.Foundation.Failures;

/// <summary>Something that is expected to go wrong: returned, never thrown, and answered as problem+json.</summary>
/// <param name="Code">Stable, machine-readable name.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What kind of thing went wrong.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="WhatToDo">The next step for the caller.</param>
/// <param name="Retry">True when the same call may succeed later without a change.</param>
public sealed record Failure(string Code, int Status, string Title, string Detail, string WhatToDo, bool Retry = false)
{
    /// <summary>How long to wait before trying again; null where a moment is enough.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A failure from a row of a published table.</summary>
    public static Failure Of(ErrorCode error, string? detail = null) =>
        new(error.Code, error.Status, error.Title, detail ?? error.Title, error.WhatToDo, error.Retry);
}
