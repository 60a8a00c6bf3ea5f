using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Streams;

namespace Attune.Realtime.AiStreams;

/// <summary>AI streams for producers inside the server.</summary>
internal sealed class AiStreamService(IStreamEngine engine) : IAiStreams
{
    private const string Principal = "attune";

    public ValueTask<Outcome<long>> AppendAsync(
        AiStreamName stream, string part, long at, ReadOnlyMemory<byte> utf8, CancellationToken cancellation) =>
        engine.AppendAsync(PublisherOf(stream), new AiStreamAppend(stream.Id, part, at, utf8), cancellation);

    public ValueTask<Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        AiStreamName stream, AiStreamState state, CancellationToken cancellation) =>
        engine.EndAsync(PublisherOf(stream), stream.Id, state, cancellation);

    public async ValueTask<AiStreamSnapshot?> ReadAsync(AiStreamName stream, CancellationToken cancellation)
    {
        var found = await engine.FindStreamAsync(stream.Organisation, stream.Id, cancellation);
        if (found.Failure is not null)
            return null;
        // State first: a final state means that the texts are final.
        var state = found.Value.State;
        return new AiStreamSnapshot(
            state,
            found.Value.Parts.ToDictionary(part => part.Name, part => (ReadOnlyMemory<byte>)part.ToArray()),
            found.Value.StopRequested);
    }

    public async ValueTask<Outcome<bool>> RedactAsync(AiStreamName stream, CancellationToken cancellation)
    {
        var redacted = await engine.RedactStreamAsync(PublisherOf(stream), stream.Id, cancellation);
        return redacted.Failure?.Code == RealtimeErrors.UnknownStream.Code ? false : redacted;
    }

    public IDisposable OnStop(AiStreamName stream, Action stop) =>
        engine.OpenStream(stream.Organisation, stream.Id).OnStop(stop);

    private static Publisher PublisherOf(AiStreamName stream) => new(stream.Organisation, Principal);
}
