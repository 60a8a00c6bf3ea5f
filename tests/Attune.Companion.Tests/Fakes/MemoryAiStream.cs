using System.Text;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Tests.Fakes;

/// <summary>One stream of <see cref="MemoryAiStreams"/>.</summary>
internal sealed class MemoryAiStream
{
    private readonly Lock _gate = new();
    private readonly List<byte> _bytes = [];
    private readonly List<Action> _stops = [];
    private TaskCompletionSource _change = New();
    private bool _stopRequested;

    public AiStreamState State { get; private set; } = AiStreamState.Open;

    public string Text
    {
        get
        {
            lock (_gate)
                return Encoding.UTF8.GetString([.. _bytes]);
        }
    }

    public Task Change
    {
        get
        {
            lock (_gate)
                return _change.Task;
        }
    }

    public Outcome<long> Append(long at, ReadOnlySpan<byte> utf8, out string added)
    {
        added = "";
        lock (_gate)
        {
            if (at > _bytes.Count)
                return Failure.Of(RealtimeErrors.StreamGap);
            var known = (int)Math.Min(_bytes.Count - at, utf8.Length);
            if (!utf8[..known].SequenceEqual(_bytes.GetRange((int)at, known).ToArray()))
                return Failure.Of(RealtimeErrors.AppendConflict);
            if (State is not (AiStreamState.Open or AiStreamState.Orphaned) && known < utf8.Length)
                return Failure.Of(RealtimeErrors.StreamEnded);
            _bytes.AddRange(utf8[known..]);
            // Throws when a piece cuts a character: that is the promise of the caller.
            added = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8[known..]);
            Tell();
            return _bytes.Count;
        }
    }

    public Outcome<IReadOnlyDictionary<string, long>> End(AiStreamState state)
    {
        lock (_gate)
        {
            if (State is not (AiStreamState.Open or AiStreamState.Orphaned) && State != state)
                return Failure.Of(RealtimeErrors.StreamEnded);
            State = state;
            Tell();
            return new Dictionary<string, long> { ["text"] = _bytes.Count };
        }
    }

    public void Redact()
    {
        lock (_gate)
        {
            _bytes.Clear();
            Tell();
        }
    }

    public AiStreamSnapshot Snapshot()
    {
        lock (_gate)
        {
            var parts = new Dictionary<string, ReadOnlyMemory<byte>> { ["text"] = _bytes.ToArray() };
            return new AiStreamSnapshot(State, parts, _stopRequested);
        }
    }

    public void RequestStop()
    {
        List<Action> stops;
        lock (_gate)
        {
            _stopRequested = true;
            stops = [.. _stops];
        }

        stops.ForEach(stop => stop());
    }

    public IDisposable OnStop(Action stop)
    {
        lock (_gate)
        {
            _stops.Add(stop);
            if (!_stopRequested)
                return new Subscription(this, stop);
        }

        stop();
        return new Subscription(this, stop);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell()
    {
        _change.SetResult();
        _change = New();
    }

    private sealed class Subscription(MemoryAiStream stream, Action stop) : IDisposable
    {
        public void Dispose()
        {
            lock (stream._gate)
                stream._stops.Remove(stop);
        }
    }
}
