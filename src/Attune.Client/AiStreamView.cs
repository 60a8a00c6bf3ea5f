using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Attune.Client.AiStreams;
using Attune.Client.Protocol;

namespace Attune.Client;

/// <summary>
/// Watches an AI stream as it grows. What it yields is byte-identical to what was written, across reconnects: positions are
/// bytes, taken from the server's frames. A reader that is slow loses nothing; it gets the rest from its position.
/// </summary>
public sealed class AiStreamView : IAsyncDisposable
{
    private static readonly string[] FinalStates = ["complete", "cancelled", "failed"];

    private readonly StreamViews _views;
    private readonly int _limit;
    private readonly Dictionary<string, long> _ends;
    private readonly Channel<AiStreamDelta> _deltas = Channel.CreateUnbounded<AiStreamDelta>();
    private readonly TaskCompletionSource<AiStreamOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AiStreamOutcome? _outcome;
    private bool _isBehind;
    private int _waiting;
    private int _isRead;

    internal AiStreamView(StreamViews views, string stream, IReadOnlyDictionary<string, long>? from, int limit)
    {
        _views = views;
        _limit = limit;
        _ends = new Dictionary<string, long>(from ?? new Dictionary<string, long>(), StringComparer.Ordinal);
        Stream = stream;
    }

    /// <summary>Which stream.</summary>
    public string Stream { get; }

    /// <summary>What the server told last; open until it has told.</summary>
    public AiStreamState State { get; private set; }

    /// <summary>Completes with the end of the stream, when its last byte is here. Fails like the reader does.</summary>
    public Task<AiStreamOutcome> Completion => _completion.Task;

    /// <summary>The verb whose answer is awaited; frames that do not fit are not asked for again meanwhile.</summary>
    internal long? Asking { get; set; }

    /// <summary>When the server stops being asked for a stream that it does not know, as a timestamp.</summary>
    internal long GiveUpAt { get; set; }

    internal int UnknownAnswers { get; set; }

    /// <summary>Bytes of each part that are here.</summary>
    internal IReadOnlyDictionary<string, long> Ends => new Dictionary<string, long>(_ends);

    internal bool HasEnded => _completion.Task.IsCompleted;

    /// <summary>Reads all parts until the stream has ended. One reader.</summary>
    /// <exception cref="AttuneException">The stream is unknown, may not be viewed, or the client was closed.</exception>
    public async IAsyncEnumerable<AiStreamDelta> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (Interlocked.Exchange(ref _isRead, 1) == 1)
            throw new InvalidOperationException("A view has one reader.");
        await foreach (var delta in _deltas.Reader.ReadAllAsync(cancellation))
        {
            var left = Interlocked.Add(ref _waiting, -delta.Text.Length);
            if (left <= _limit / 2 && Volatile.Read(ref _isBehind))
                _views.Continue(this);
            yield return delta;
        }
    }

    /// <summary>Reads one part until the stream has ended. One reader.</summary>
    /// <exception cref="AttuneException">As <see cref="ReadAsync"/>.</exception>
    public async IAsyncEnumerable<string> ReadTextAsync(
        string part = "text", [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var delta in ReadAsync(cancellation))
        {
            if (delta.Part == part)
                yield return delta.Text;
        }
    }

    /// <summary>Asks the producer to stop; the view goes on to the end that follows.</summary>
    /// <exception cref="AttuneException">The server refused or did not answer in time.</exception>
    public Task StopAsync(CancellationToken cancellation = default) => _views.StopAsync(Stream, cancellation);

    /// <summary>Watches no longer.</summary>
    public ValueTask DisposeAsync()
    {
        _views.Remove(this);
        Fail(new AttuneException(ClientErrors.Closed));
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes text that joins on to what is here.</summary>
    /// <returns>False when it does not: the caller asks again from <see cref="Ends"/>.</returns>
    internal bool Take(ServerFrame frame)
    {
        var part = frame.Part ?? "text";
        var have = _ends.GetValueOrDefault(part);
        if (frame.End > have && !_isBehind)
        {
            if (frame.At != have)
                return false;
            var text = frame.Data ?? "";
            if (_waiting > 0 && _waiting + text.Length > _limit)
            {
                Volatile.Write(ref _isBehind, true);
            }
            else
            {
                _ends[part] = frame.End;
                Interlocked.Add(ref _waiting, text.Length);
                _deltas.Writer.TryWrite(new AiStreamDelta(part, have, frame.End, text));
            }
        }

        return EndIfWhole() || _outcome is null || _isBehind || Asking is not null;
    }

    /// <returns>False when the stream has ended but bytes are missing here.</returns>
    internal bool TakeState(ServerFrame frame)
    {
        State = frame.State switch
        {
            "complete" => AiStreamState.Complete,
            "cancelled" => AiStreamState.Cancelled,
            "failed" => AiStreamState.Failed,
            "orphaned" => AiStreamState.Orphaned,
            _ => AiStreamState.Open,
        };
        if (!FinalStates.Contains(frame.State))
            return true;
        _outcome = new AiStreamOutcome(State, frame.Length ?? [], frame.Redacted);
        return EndIfWhole() || _isBehind || Asking is not null;
    }

    /// <summary>The reader has made room: what was left out can be asked for.</summary>
    internal bool CatchUp()
    {
        var wasBehind = _isBehind;
        Volatile.Write(ref _isBehind, false);
        return wasBehind;
    }

    /// <summary>True when the reader made room before it could know that it was waited for.</summary>
    internal bool HasRoomAgain => _isBehind && Volatile.Read(ref _waiting) <= _limit / 2;

    internal void Fail(Exception error)
    {
        _completion.TrySetException(error);
        // Seen: a failure is told to the reader; nobody has to look at the end as well.
        _ = _completion.Task.Exception;
        _deltas.Writer.TryComplete(error);
    }

    /// <summary>The end counts only when every byte is here; an erased text never comes.</summary>
    private bool EndIfWhole()
    {
        if (_outcome is not { } outcome)
            return false;
        if (!outcome.Redacted && outcome.Length.Any(part => _ends.GetValueOrDefault(part.Key) < part.Value))
            return false;
        _completion.TrySetResult(outcome);
        _deltas.Writer.TryComplete();
        return true;
    }
}
