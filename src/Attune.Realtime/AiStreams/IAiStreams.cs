using Attune.Foundation.Failures;

namespace Attune.Realtime.AiStreams;

/// <summary>
/// The producer's side of AI streams: append-only answers whose position is their byte count. Every method is safe to
/// repeat after a crash or a time-out. All producers inside the server share one lease of a stream, which ends with the
/// process, or when nothing is appended for the seconds of <c>Realtime:AiStreams:LeaseSeconds</c> and nobody listens with
/// <see cref="OnStop"/>; then the stream is orphaned, until the next append. While another producer, for example a
/// connection, holds the lease, appends fail with <c>stream_leased</c>, which may be tried again. Text that comes as an
/// <c>IAsyncEnumerable&lt;string&gt;</c> is best written with <see cref="AiStreamPipe.PipeAsync"/>.
/// </summary>
public interface IAiStreams
{
    /// <summary>
    /// Appends text to a part; position 0 of an unknown stream creates it. A position below the length is a repeat: what
    /// is already there is compared and only the rest is appended; a position above it is refused.
    /// </summary>
    /// <param name="stream">Which stream, within the organisation.</param>
    /// <param name="part">The part's name, for example <c>text</c>.</param>
    /// <param name="at">Byte position in the part, from 0.</param>
    /// <param name="utf8">Whole characters in UTF-8.</param>
    /// <param name="cancellation">Gives up waiting; the bytes may have been appended nevertheless.</param>
    /// <returns>The new length of the part in bytes, told after the bytes survive a crash of the process.</returns>
    ValueTask<Outcome<long>> AppendAsync(
        AiStreamName stream, string part, long at, ReadOnlyMemory<byte> utf8, CancellationToken cancellation);

    /// <summary>Ends a stream. Ending it again in the same state changes nothing.</summary>
    /// <returns>The length of each part in bytes.</returns>
    ValueTask<Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        AiStreamName stream, AiStreamState state, CancellationToken cancellation);

    /// <summary>Reads a stream as it is now.</summary>
    /// <returns>Null when there is no such stream.</returns>
    ValueTask<AiStreamSnapshot?> ReadAsync(AiStreamName stream, CancellationToken cancellation);

    /// <summary>
    /// Erases the text of a stream in memory and in the log, and redacts its finishing event. Its id, state and times stay.
    /// End it first: what is appended later is not erased. Erasing it again changes nothing.
    /// </summary>
    /// <returns>False when there is no such stream, for example because it is older than what is kept.</returns>
    ValueTask<Outcome<bool>> RedactAsync(AiStreamName stream, CancellationToken cancellation);

    /// <summary>
    /// Calls back once when a viewer asks to stop the stream, at once if one already has. As long as somebody listens, the
    /// stream keeps its producer: a model may be silent for as long as it likes.
    /// </summary>
    /// <returns>Dispose to stop listening.</returns>
    IDisposable OnStop(AiStreamName stream, Action stop);
}
