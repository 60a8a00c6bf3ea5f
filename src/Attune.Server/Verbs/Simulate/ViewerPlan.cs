using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>How one viewer of an AI stream behaves.</summary>
/// <param name="Transports">What it connects with, one after the other and again from the start.</param>
/// <param name="CutAfter">It cuts its connection each time when it has so many bytes, ascending.</param>
internal sealed record ViewerPlan(IReadOnlyList<Transport> Transports, IReadOnlyList<int> CutAfter)
{
    private const int MostCuts = 4;
    private static readonly Transport[] Kinds = [Transport.WebSocket, Transport.EventStream];

    public static ViewerPlan Draw(SplitMix random, int bytes) => new(
        [.. Enumerable.Range(0, Kinds.Length * 2).Select(_ => random.Pick(Kinds))],
        [.. Enumerable.Range(0, random.Between(1, MostCuts)).Select(_ => random.Between(1, bytes)).Order()]);
}
