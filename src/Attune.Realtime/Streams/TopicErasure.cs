using Attune.Foundation.Failures;

namespace Attune.Realtime.Streams;

/// <summary>Erasure of topics for modules inside the server.</summary>
internal sealed class TopicErasure(IStreamEngine engine) : ITopicErasure
{
    public ValueTask<Outcome<int>> EraseAsync(
        string organisation, string topic, IReadOnlyCollection<string> streams, CancellationToken cancellation) =>
        engine.EraseTopicAsync(organisation, topic, streams, cancellation);
}
