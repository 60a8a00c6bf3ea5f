using System.Diagnostics.Metrics;

namespace Attune.Realtime.Admission;

/// <summary>Who was refused, by reason: the scope of the limit and what it limits, or that the server drains.</summary>
internal sealed class RefusalCounts
{
    private const int Scopes = 4;

    private static readonly string[] ScopeNames = ["connection", "principal", "organisation", "server"];
    private static readonly string[] LimitNames = ["handshakes", "publishes", "appends", "connections", "subscriptions"];

    private readonly long[] _counts = new long[Scopes * LimitNames.Length];
    private long _draining;
    private long _all;

    /// <summary>Refusals of every kind.</summary>
    public long All => Volatile.Read(ref _all);

    public void Rate(AdmissionScope scope, Traffic traffic) => Count(scope, (int)traffic);

    public void Connections(AdmissionScope scope) => Count(scope, LimitNames.Length - 2);

    public void Subscriptions(AdmissionScope scope) => Count(scope, LimitNames.Length - 1);

    public void Draining()
    {
        Interlocked.Increment(ref _draining);
        Interlocked.Increment(ref _all);
    }

    /// <summary>Every reason that has occurred, for example <c>principal.publishes</c>.</summary>
    public IEnumerable<Measurement<long>> Measure()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref _counts[i]) is > 0 and var count)
                yield return Reason(count, $"{ScopeNames[i % Scopes]}.{LimitNames[i / Scopes]}");
        }

        if (Volatile.Read(ref _draining) is > 0 and var draining)
            yield return Reason(draining, "draining");
    }

    private static Measurement<long> Reason(long count, string reason) =>
        new(count, new KeyValuePair<string, object?>("reason", reason));

    private void Count(AdmissionScope scope, int limit)
    {
        Interlocked.Increment(ref _counts[(limit * Scopes) + (int)scope]);
        Interlocked.Increment(ref _all);
    }
}
