using Attune.Contracts.Errors;

namespace Attune.Client;

/// <summary>A call that failed. <see cref="Code"/> is stable; the message says what happened this time.</summary>
public sealed class AttuneException : Exception
{
    /// <param name="code">A code of the server's table or of <see cref="ClientErrors"/>.</param>
    /// <param name="message">What happened.</param>
    /// <param name="retry">True when the same call may succeed later without a change.</param>
    public AttuneException(string code, string message, bool retry)
        : base(message)
    {
        Code = code;
        Retry = retry;
    }

    internal AttuneException(ErrorCode error, string? detail = null)
        : this(error.Code, detail is null ? error.Title : $"{error.Title} {detail}", error.Retry)
    {
    }

    /// <summary>Stable name, for example <c>unknown_service</c>.</summary>
    public string Code { get; }

    /// <summary>True when the same call may succeed later without a change.</summary>
    public bool Retry { get; }

    /// <summary>The next step for the caller; empty for a code of a newer server.</summary>
    public string WhatToDo => (ClientErrors.All.Concat(RealtimeErrors.All).FirstOrDefault(error => error.Code == Code))
        ?.WhatToDo ?? "";

    internal AttuneException Copy() => new(Code, Message, Retry);
}
