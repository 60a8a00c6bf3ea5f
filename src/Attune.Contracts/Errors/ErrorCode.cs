namespace Attune.Contracts.Errors;

/// <summary>One row of the table of error codes: replies to a failed verb or a failed HTTP call.</summary>
/// <param name="Code">Stable name on the wire.</param>
/// <param name="Status">The HTTP status where the same failure is answered over HTTP.</param>
/// <param name="Title">What kind of failure it is.</param>
/// <param name="WhatToDo">The next step for the caller.</param>
/// <param name="Retry">True when the same request may succeed later without a change.</param>
public sealed record ErrorCode(string Code, int Status, string Title, string WhatToDo, bool Retry = false);
