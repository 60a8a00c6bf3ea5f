using System.Text;
using Attune.Client.AiStreams;
using Attune.Client.Links;
using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client;

/// <summary>
/// Writes one part of an AI stream. What the server has not confirmed is kept and sent again after a reconnect; the server
/// compares repeats, so every byte stands once. For one caller at a time.
/// </summary>
public sealed class AiStreamWriter : IAsyncDisposable
{
    private static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(200);

    private readonly StreamWriters _writers;
    private readonly string? _topic;
    private readonly LinkedList<Piece> _pieces = [];
    private readonly WholeText _whole = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<AiStreamOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _room = NewRoom();
    private AiStreamState? _wanted;
    private bool _isRepeating;
    private long? _refusedSince;
    private long _endReference;
    private long _written;

    internal AiStreamWriter(StreamWriters writers, string stream, string part, string? topic, long from)
    {
        _writers = writers;
        _topic = topic;
        _written = from;
        Stream = stream;
        Part = part;
        StopRequested = _stop.Token;
    }

    /// <summary>Which stream.</summary>
    public string Stream { get; }

    /// <summary>Which part of it.</summary>
    public string Part { get; }

    /// <summary>A viewer wants the producer to stop: end as cancelled.</summary>
    public CancellationToken StopRequested { get; }

    /// <summary>Bytes of the part that were written, stored or not.</summary>
    public long Position
    {
        get
        {
            lock (_writers.Gate)
                return _written;
        }
    }

    private long Waiting => _pieces.First is { } first ? _written - first.Value.At : 0;

    /// <summary>Writes text; it may be cut anywhere. Waits only while the window is full.</summary>
    /// <exception cref="AttuneException">The server refused earlier text, or the client was closed.</exception>
    public async ValueTask AppendAsync(string text, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var piece in _whole.Take(text))
            await AppendPieceAsync(piece, cancellation);
    }

    /// <summary>Ends the stream after everything that was written is stored.</summary>
    /// <param name="state">Complete, cancelled or failed.</param>
    /// <param name="cancellation">Gives up waiting; the end may come all the same.</param>
    /// <exception cref="AttuneException">The server refused, or the client was closed.</exception>
    public async Task<AiStreamOutcome> EndAsync(
        AiStreamState state = AiStreamState.Complete, CancellationToken cancellation = default)
    {
        if (state is AiStreamState.Open or AiStreamState.Orphaned)
            throw new ArgumentOutOfRangeException(nameof(state), state, "A stream ends complete, cancelled or failed.");
        var rest = _whole.Rest();
        if (rest.Length > 0 || Position == 0)
            await AppendPieceAsync(rest, cancellation);
        lock (_writers.Gate)
        {
            _wanted ??= state;
            EndIfStored();
        }

        return await _ended.Task.WaitAsync(cancellation);
    }

    /// <summary>Lets go of the stream; one that was not ended stays open for another writer.</summary>
    public ValueTask DisposeAsync()
    {
        _writers.Remove(this);
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The server refused for good, or the client was closed.</summary>
    internal bool HasFailed => _ended.Task.IsFaulted;

    internal bool HasEnded => _ended.Task.IsCompletedSuccessfully;

    internal void Adopt()
    {
        if (_ended.Task.IsCompleted)
            return;
        _endReference = 0;
        foreach (var piece in _pieces)
            Post(piece);
        EndIfStored();
    }

    internal void Stop()
    {
        // Not here: whoever waits for it runs its own code, and this is under the client's lock.
        if (!_ended.Task.IsCompleted)
            _ = _stop.CancelAsync();
    }

    internal void Fail(AttuneException error)
    {
        _ended.TrySetException(error);
        // Seen: whoever does not wait for the end hears of it with the next append.
        _ = _ended.Task.Exception;
        _room.TrySetResult();
    }

    /// <returns>False when the answer is not for this writer.</returns>
    internal bool TryTake(ServerFrame frame)
    {
        if (frame.Ref is not { } reference || reference <= 0)
            return false;
        if (reference == _endReference)
        {
            Ended(frame);
            return true;
        }

        var node = _pieces.First;
        while (node is not null && node.Value.Reference != reference)
            node = node.Next;
        if (node is null)
            return false;
        if (frame.Type == "error")
        {
            // Behind a piece that has to be repeated everything else is a gap.
            Refused(node != _pieces.First && frame.Code == RealtimeErrors.StreamGap.Code ? frame with { Retry = true } : frame);
            return true;
        }

        _refusedSince = null;
        _pieces.Remove(node);
        MakeRoom();
        EndIfStored();
        return true;
    }

    private async ValueTask AppendPieceAsync(string text, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        while (true)
        {
            Task room;
            lock (_writers.Gate)
            {
                if (_ended.Task.IsFaulted)
                    throw ((AttuneException)_ended.Task.Exception.InnerException!).Copy();
                if (_wanted is not null)
                    throw new InvalidOperationException("The stream was ended by this writer.");
                if (_pieces.Count == 0 || Waiting + bytes <= _writers.Window)
                {
                    var piece = new Piece(_written, _written + bytes, text);
                    _pieces.AddLast(piece);
                    _written += bytes;
                    Post(piece);
                    return;
                }

                room = _room.Task;
            }

            await room.WaitAsync(cancellation);
        }
    }

    private void Post(Piece piece)
    {
        if (_writers.Link is not null)
            piece.Reference = _writers.Post(new AppendVerb(Stream, Part, piece.At, piece.Text, piece.At == 0 ? _topic : null));
    }

    /// <summary>Where each append is answered, the end waits: an append that has to be repeated must come before it.</summary>
    private void EndIfStored()
    {
        if (_wanted is { } state && _endReference == 0 && _writers.Link is { } link
            && (_pieces.Count == 0 || !link.AnswersAppends))
            _endReference = _writers.Post(new EndVerb(Stream, NameOf(state), Part, _written));
    }

    private void Ended(ServerFrame frame)
    {
        if (frame.Type == "error")
            Repeat(frame);
        else
            _ended.TrySetResult(new AiStreamOutcome(_wanted!.Value, frame.Length ?? []));
    }

    private void Refused(ServerFrame frame)
    {
        // After a stop the stream may be ended already; the answer to our own end tells.
        if (frame.Code == RealtimeErrors.StreamEnded.Code && StopRequested.IsCancellationRequested)
        {
            _pieces.Clear();
            MakeRoom();
            EndIfStored();
            return;
        }

        Repeat(frame);
    }

    private void Repeat(ServerFrame frame)
    {
        var now = _writers.Clock.GetTimestamp();
        _refusedSince ??= now;
        if (!frame.Retry || _writers.Clock.GetElapsedTime(_refusedSince.Value, now) > _writers.Patience)
        {
            Fail(frame.ToException());
        }
        else if (!_isRepeating)
        {
            _isRepeating = true;
            var wait = frame.RetryAfterMs is { } told ? TimeSpan.FromMilliseconds(told) : RetryWait;
            _ = RepeatLaterAsync(_writers.Link, wait);
        }
    }

    private async Task RepeatLaterAsync(ILink? link, TimeSpan wait)
    {
        await Task.Delay(wait, _writers.Clock);
        lock (_writers.Gate)
        {
            _isRepeating = false;
            if (link is not null && _writers.Link == link && !_ended.Task.IsCompleted)
                Adopt();
        }
    }

    private void MakeRoom()
    {
        _room.TrySetResult();
        _room = NewRoom();
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string NameOf(AiStreamState state) => state switch
    {
        AiStreamState.Cancelled => "cancelled",
        AiStreamState.Failed => "failed",
        _ => "complete",
    };
}
