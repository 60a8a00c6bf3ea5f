using System.Buffers;
using System.Text;
using Attune.Foundation.Failures;

namespace Attune.Realtime.AiStreams;

/// <summary>Writes text that comes in pieces, as a model gives it, into an AI stream.</summary>
public static class AiStreamPipe
{
    private const int MaxGathered = 64 * 1024;

    /// <summary>
    /// Appends pieces to a part as they come, from its present end on, and ends the stream: as complete after the last piece,
    /// as cancelled when a viewer asks to stop, as failed when the source throws. While one append is on its way to the log
    /// the next pieces gather, at most 64 KB; then the source is not asked for more. Pieces may be cut anywhere, also inside a
    /// character. While the source is silent the stream keeps its producer.
    /// </summary>
    /// <param name="streams">Where the stream lives.</param>
    /// <param name="stream">Which stream; it is created when it is unknown.</param>
    /// <param name="part">The part's name, for example <c>text</c>.</param>
    /// <param name="pieces">The text. It is cancelled when a viewer asks to stop, and then disposed of.</param>
    /// <param name="cancellation">
    /// Gives up and leaves the stream open, to be taken over: for the end of the server, not for the end of the answer.
    /// </param>
    /// <returns>
    /// How the stream has ended, complete or cancelled; or why the log did not take it, and then the stream is still open.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <remarks>What the source throws is thrown on, after the stream has ended as failed.</remarks>
    public static async ValueTask<Outcome<AiStreamState>> PipeAsync(
        this IAiStreams streams, AiStreamName stream, string part, IAsyncEnumerable<string> pieces,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var listening = streams.OnStop(stream, stop.Cancel);
        var snapshot = await streams.ReadAsync(stream, cancellation);
        var at = snapshot is not null && snapshot.Parts.TryGetValue(part, out var known) ? known.Length : 0L;
        // Its source is disposed of last: a viewer who stops does not wait for a model that takes its time to notice.
        await using var pipe = new Pipe(streams, stream, part, at, pieces.GetAsyncEnumerator(stop.Token), stop);
        var state = AiStreamState.Complete;
        try
        {
            if (await pipe.RunAsync(cancellation) is { } refused)
                return refused;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            state = AiStreamState.Cancelled;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            await pipe.DrainAsync(cancellation);
            await streams.EndAsync(stream, AiStreamState.Failed, cancellation);
            throw;
        }

        // What the source gave before it was stopped is part of the answer.
        if (await pipe.DrainAsync(cancellation) is { } failure)
            return failure;
        if (stop.IsCancellationRequested)
            state = AiStreamState.Cancelled;
        var ended = await streams.EndAsync(stream, state, cancellation);
        return ended.Failure is { } problem ? problem : state;
    }

    /// <summary>What has come and not gone yet.</summary>
    private sealed class Pipe(
        IAiStreams streams, AiStreamName stream, string part, long at, IAsyncEnumerator<string> source,
        CancellationTokenSource stop) : IAsyncDisposable
    {
        // A piece may end with half of a character; the encoder keeps it for the next.
        private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
        private readonly ArrayBufferWriter<byte> _gathered = new();
        private Task<Outcome<long>>? _appending;
        private Task<bool> _next = Task.FromResult(false);
        private long _at = at;

        public async ValueTask<Failure?> RunAsync(CancellationToken cancellation)
        {
            // An empty answer is one, too.
            var created = await streams.AppendAsync(stream, part, _at, ReadOnlyMemory<byte>.Empty, cancellation);
            if (created.Failure is not null)
                return created.Failure;
            _next = source.MoveNextAsync().AsTask();
            while (await _next.WaitAsync(stop.Token))
            {
                _encoder.Convert(source.Current, _gathered, flush: false, out _, out _);
                _next = source.MoveNextAsync().AsTask();
                if (await GoOnAsync(_next, cancellation) is { } failure)
                    return failure;
            }

            return null;
        }

        public async ValueTask DisposeAsync()
        {
            // An enumerator must not be disposed of while it moves, so nothing more is wanted of it first.
            await stop.CancelAsync();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync();
        }

        /// <summary>Sends everything, and waits until the log has it.</summary>
        public async ValueTask<Failure?> DrainAsync(CancellationToken cancellation)
        {
            _encoder.Convert(ReadOnlySpan<char>.Empty, _gathered, flush: true, out _, out _);
            while (_appending is not null || _gathered.WrittenCount > 0)
            {
                if (await SettleAsync() is { } failure)
                    return failure;
                Send(cancellation);
            }

            return null;
        }

        /// <summary>Sends what has gathered until the source has more, and waits if too much has.</summary>
        private async ValueTask<Failure?> GoOnAsync(Task next, CancellationToken cancellation)
        {
            while (true)
            {
                if (_appending is null or { IsCompleted: true })
                {
                    if (await SettleAsync() is { } failure)
                        return failure;
                    Send(cancellation);
                }

                if (_appending is null)
                    return null;
                var isFull = _gathered.WrittenCount >= MaxGathered;
                if (next.IsCompleted && !isFull)
                    return null;
                await Task.WhenAny(isFull ? _appending : next, _appending);
            }
        }

        private void Send(CancellationToken cancellation)
        {
            if (_gathered.WrittenCount == 0)
                return;
            // Read completely before the call returns.
            _appending = streams.AppendAsync(stream, part, _at, _gathered.WrittenMemory, cancellation).AsTask();
            _at += _gathered.WrittenCount;
            _gathered.ResetWrittenCount();
        }

        private async ValueTask<Failure?> SettleAsync()
        {
            if (_appending is null)
                return null;
            var appended = await _appending;
            _appending = null;
            return appended.Failure;
        }
    }
}
