using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Sends its events in order and each of them again, with the same id, until it is acknowledged.</summary>
internal interface IEventPublisher
{
    /// <summary>What the server confirmed; read it when the run is over.</summary>
    IReadOnlyList<Acknowledgement> Acknowledgements { get; }

    /// <summary>Ends when everything is acknowledged.</summary>
    Task RunAsync(CancellationToken cancellation);
}
