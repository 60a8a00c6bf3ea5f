using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>Everything that is known of a run when it is over.</summary>
/// <param name="Attempted">What the publishers sent, acknowledged or not.</param>
/// <param name="Acknowledged">What the server confirmed.</param>
/// <param name="Log">Every topic's log as the server holds it at the end.</param>
/// <param name="Subscribers">What the subscribers saw.</param>
/// <param name="Streams">The AI streams.</param>
internal sealed record RunHistory(
    IReadOnlyList<Draft> Attempted,
    IReadOnlyList<Acknowledgement> Acknowledged,
    IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> Log,
    IReadOnlyList<SubscriberHistory> Subscribers,
    IReadOnlyList<StreamHistory> Streams);
