using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Companion.Tests.Fakes;

/// <summary>Erases the texts of streams in memory; events there are none.</summary>
internal sealed class MemoryTopicErasure(MemoryAiStreams all) : ITopicErasure
{
    public async ValueTask<Outcome<int>> EraseAsync(
        string organisation, string topic, IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        foreach (var stream in streams)
            await all.RedactAsync(new AiStreamName(organisation, stream), cancellation);
        return streams.Count;
    }
}
