namespace Attune.Contracts;

/// <summary>The body of every failed HTTP call (<c>application/problem+json</c>, RFC 9457).</summary>
/// <param name="Title">What kind of thing went wrong, the same text for the same code.</param>
/// <param name="Status">The HTTP status, repeated for clients that lose it.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="Code">Stable, machine-readable name such as <c>unknown_service</c>.</param>
/// <param name="WhatToDo">The next step for the caller, in one sentence.</param>
/// <param name="Retry">True when the same call may succeed later without a change.</param>
/// <param name="CorrelationId">Finds this call in the server's log.</param>
public sealed record Problem(
    string Title,
    int Status,
    string Detail,
    string Code,
    string WhatToDo,
    bool Retry,
    string? CorrelationId);
