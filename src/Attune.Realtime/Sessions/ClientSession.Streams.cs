using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Admission;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;

namespace Attune.Realtime.Sessions;

/// <summary>The verbs of AI streams.</summary>
internal sealed partial class ClientSession
{
    /// <summary>
    /// Appends on their way to the log before reading from the connection pauses. A connection may write hundreds of streams,
    /// and while their text gathers none of its appends is answered.
    /// </summary>
    private const int MaxAppendsUnderWay = 4096;

    /// <summary>Null for the many connections that write no AI stream.</summary>
    private Writing? _writing;

    private async ValueTask ViewAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (await FindStreamAsync(frame, RealtimeVerbs.ViewStream, cancellation) is not { } stream)
            return;
        foreach (var (name, at) in frame.Parts ?? [])
        {
            if (stream.FindPart(name) is { } part ? part.IsBoundary(at) : at == 0)
                continue;
            Refuse(RealtimeFailures.BadPosition(name, at), frame.Ref);
            return;
        }

        connection.Shard.Post(new ViewStream(
            connection, stream, frame.Parts ?? new Dictionary<string, long>(StringComparer.Ordinal), frame.Ref));
    }

    /// <summary>
    /// The next frame is read while this text is on its way to the log: a producer need not wait for one piece before it
    /// sends the next.
    /// </summary>
    private async ValueTask AppendAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Stream is not { } id || frame.Data is not { } data)
        {
            Refuse(RealtimeFailures.Invalid(frame.Stream is null ? "stream" : "data", "is missing"), frame.Ref);
            return;
        }

        if (!await MayAsync(RealtimeVerbs.WriteStream, id, frame.Ref, cancellation)
            || (frame.Topic is { } topic && !await MayAsync(RealtimeVerbs.Publish, topic, frame.Ref, cancellation)))
            return;
        var writing = BeginWriting();
        var append = new AiStreamAppend(id, frame.Part ?? "text", frame.At ?? 0, data, frame.Topic, frame.RollUp);
        var appending = services.Admission.Take(connection.Pass, Traffic.Append) is { } tooFast
            ? ValueTask.FromResult<Outcome<long>>(tooFast)
            : services.Engine.AppendAsync(Publisher, append, cancellation);
        Interlocked.Increment(ref writing.AppendsUnderWay);
        writing.Answering = AnswerAppendAsync(writing, writing.Answering, frame.Ref, appending);
        if (writing.Answering.IsCompleted || Volatile.Read(ref writing.AppendsUnderWay) >= MaxAppendsUnderWay)
            await writing.Answering;
    }

    /// <summary>Answers in the order of the requests.</summary>
    private async Task AnswerAppendAsync(
        Writing writing, Task before, byte[] reference, ValueTask<Outcome<long>> appending)
    {
        var appended = await appending;
        await before;
        Interlocked.Decrement(ref writing.AppendsUnderWay);
        if (appended.Failure is { } failure)
            Refuse(failure, reference);
        else
            Send(ServerFrames.Appended(reference, appended.Value));
    }

    private Writing BeginWriting() => _writing ??= new Writing(stopped => Send(ServerFrames.StreamStop(stopped)));

    private async ValueTask EndAsync(ClientFrame frame, CancellationToken cancellation)
    {
        AiStreamState? state = frame.State switch
        {
            null or "complete" => AiStreamState.Complete,
            "cancelled" => AiStreamState.Cancelled,
            "failed" => AiStreamState.Failed,
            _ => null,
        };
        if (state is null)
        {
            Refuse(RealtimeFailures.Invalid("state", "must be complete, cancelled or failed"), frame.Ref);
            return;
        }

        if (await FindStreamAsync(frame, RealtimeVerbs.WriteStream, cancellation) is not { } stream)
            return;
        // Whoever has appended nothing holds no lease; without a name of its own it would pass for the server itself.
        var writing = BeginWriting();
        var ended = await services.Engine.EndAsync(Publisher, stream.Id, state.Value, cancellation);
        // What was appended before is answered before.
        await writing.Answering;
        if (ended.Failure is { } failure)
            Refuse(failure, frame.Ref);
        else
            Send(ServerFrames.Ended(frame.Ref, ended.Value));
    }

    private async ValueTask StopAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (await FindStreamAsync(frame, RealtimeVerbs.StopStream, cancellation) is not { } stream)
            return;
        var stopped = await services.Engine.StopAsync(Publisher, stream.Id, cancellation);
        if (stopped.Failure is { } failure)
            Refuse(failure, frame.Ref);
        else
            Send(ServerFrames.Stopping(frame.Ref, stopped.Value));
    }

    private async ValueTask<bool> MayAsync(string verb, string target, byte[] reference, CancellationToken cancellation)
    {
        if (await services.Access.AllowAsync(Caller, verb, target, cancellation))
            return true;
        Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right '{verb}' for '{target}' is missing."), reference);
        return false;
    }

    private async ValueTask<AiStream?> FindStreamAsync(ClientFrame frame, string verb, CancellationToken cancellation)
    {
        if (frame.Stream is not { } id)
        {
            Refuse(RealtimeFailures.Invalid("stream", "is missing"), frame.Ref);
            return null;
        }

        if (!await MayAsync(verb, id, frame.Ref, cancellation))
            return null;
        var found = await services.Engine.FindStreamAsync(Caller.Organisation, id, cancellation);
        if (found.Failure is { } failure)
            Refuse(failure, frame.Ref);
        return found.Failure is null ? found.Value : null;
    }

    /// <summary>What a connection that writes AI streams needs for it.</summary>
    private sealed class Writing(Action<string> stop)
    {
        /// <summary>Answers on their way.</summary>
        public int AppendsUnderWay;

        public StreamProducer Producer { get; } = new(stop);

        /// <summary>Completes when every append so far is answered.</summary>
        public Task Answering { get; set; } = Task.CompletedTask;
    }
}
