namespace Attune.Client.Connecting;

/// <summary>The whole state machine; a signal that is not listed changes nothing. The README shows the same table.</summary>
internal static class StateTable
{
    public static IReadOnlyDictionary<(ClientState From, ClientSignal Signal), ClientState> Transitions { get; } =
        new Dictionary<(ClientState, ClientSignal), ClientState>
        {
            [(ClientState.Idle, ClientSignal.Connect)] = ClientState.Connecting,
            [(ClientState.Idle, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Connecting, ClientSignal.Acked)] = ClientState.Live,
            [(ClientState.Connecting, ClientSignal.AckedByFallback)] = ClientState.Degraded,
            [(ClientState.Connecting, ClientSignal.Lost)] = ClientState.Connecting,
            [(ClientState.Connecting, ClientSignal.Refused)] = ClientState.Closed,
            [(ClientState.Connecting, ClientSignal.Suspend)] = ClientState.Suspended,
            [(ClientState.Connecting, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Live, ClientSignal.AckedByFallback)] = ClientState.Degraded,
            [(ClientState.Live, ClientSignal.Lost)] = ClientState.Resuming,
            [(ClientState.Live, ClientSignal.Refused)] = ClientState.Closed,
            [(ClientState.Live, ClientSignal.Suspend)] = ClientState.Suspended,
            [(ClientState.Live, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Degraded, ClientSignal.Acked)] = ClientState.Live,
            [(ClientState.Degraded, ClientSignal.Lost)] = ClientState.Resuming,
            [(ClientState.Degraded, ClientSignal.Refused)] = ClientState.Closed,
            [(ClientState.Degraded, ClientSignal.Suspend)] = ClientState.Suspended,
            [(ClientState.Degraded, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Resuming, ClientSignal.Acked)] = ClientState.Live,
            [(ClientState.Resuming, ClientSignal.AckedByFallback)] = ClientState.Degraded,
            [(ClientState.Resuming, ClientSignal.Lost)] = ClientState.Resuming,
            [(ClientState.Resuming, ClientSignal.Refused)] = ClientState.Closed,
            [(ClientState.Resuming, ClientSignal.Suspend)] = ClientState.Suspended,
            [(ClientState.Resuming, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Suspended, ClientSignal.Resume)] = ClientState.Resuming,
            [(ClientState.Suspended, ClientSignal.Connect)] = ClientState.Resuming,
            [(ClientState.Suspended, ClientSignal.Close)] = ClientState.Closed,
            [(ClientState.Closed, ClientSignal.Connect)] = ClientState.Connecting,
        };

    public static ClientState Next(ClientState state, ClientSignal signal) =>
        Transitions.TryGetValue((state, signal), out var next) ? next : state;
}
