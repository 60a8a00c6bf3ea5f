namespace Attune.Realtime.Tests.Recovery;

/// <summary>What can happen to a server and its clients.</summary>
internal enum StepKind
{
    /// <summary>One event, or three in two topics at once.</summary>
    Publish,

    /// <summary>From now on, from where the client is, from the beginning, or from further back.</summary>
    Subscribe,
    Unsubscribe,

    /// <summary>A new connection that resumes everything.</summary>
    Reconnect,

    /// <summary>A client takes no more bytes.</summary>
    Stall,
    GoOn,

    /// <summary>Time passes and old events go.</summary>
    Trim,
    Redact,

    /// <summary>kill -9; every client resumes.</summary>
    Crash,

    /// <summary>The machine goes down and the newest write with it: a new generation.</summary>
    PowerLoss,

    /// <summary>Everything that was stored is gone.</summary>
    LoseStorage,

    /// <summary>Everybody catches up before it goes on.</summary>
    Settle,
}
