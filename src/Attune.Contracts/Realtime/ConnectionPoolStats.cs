namespace Attune.Contracts.Realtime;

/// <summary>How connections and subscriptions are shared.</summary>
/// <param name="TotalSubscriptions">This node's own subscriptions to the configured services, whatever the number of
/// connections.</param>
/// <param name="TotalConnections">Connections open now.</param>
/// <param name="TotalOrgs">Organisations with a connection now.</param>
/// <param name="ConnectionsByOrg">Connections open now, by organisation.</param>
public sealed record ConnectionPoolStats(
    long TotalSubscriptions,
    long TotalConnections,
    long TotalOrgs,
    IReadOnlyDictionary<string, long> ConnectionsByOrg);
