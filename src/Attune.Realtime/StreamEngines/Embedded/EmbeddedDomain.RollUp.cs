using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Text that gathers before it goes to the log. One timer serves all streams and runs only while something gathers.
/// </summary>
internal sealed partial class EmbeddedDomain
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<AiStream, long> _gathering = new();
    private ITimer? _rollUpTimer;
    private long _timerDueAt = long.MaxValue;
    private long _gatheredBytes;

    /// <summary>Adds text to what gathers; guarded by the gate.</summary>
    private void Gather(
        Publisher publisher, AiStream stream, string part, ReadOnlySpan<byte> text, Action<Failure?> done, long dueAt)
    {
        var tail = stream.Tail;
        var buffer = tail.Gathering ??= new RollUpBuffer();
        var length = tail.Lengths.GetValueOrDefault(part);
        if (buffer.Length == 0)
        {
            buffer.Begin(publisher, part, length, dueAt);
            _gathering.Enqueue(stream, dueAt);
            SetTimer(dueAt);
        }

        buffer.Add(text, done);
        tail.Lengths[part] = length + text.Length;
        _gatheredBytes += text.Length;
    }

    /// <summary>Puts what has gathered for a stream into the batch that fills; guarded by the gate.</summary>
    private void Flush(AiStream stream)
    {
        if (stream.Tail.Gathering is not { Length: > 0 } buffer)
            return;
        WritePart(buffer.Publisher, stream, buffer.Part, buffer.At, buffer.Text);
        _filling.Waiting.AddRange(buffer.Waiting);
        _gatheredBytes -= buffer.Length;
        buffer.Clear();
        stream.Tail.FlushedAt = Timestamp;
    }

    private void FlushDue()
    {
        lock (_gate)
        {
            _timerDueAt = long.MaxValue;
            if (_isClosed)
                return;
            var latest = Timestamp + Timestamps(Tolerance);
            while (_gathering.TryPeek(out var stream, out var dueAt) && dueAt <= latest)
            {
                _gathering.Dequeue();
                // It may have gone before because the stream ended or grew fast; what gathers now has its own entry.
                if (stream.Tail.Gathering?.DueAt == dueAt)
                    Flush(stream);
            }

            if (_gathering.TryPeek(out _, out var next))
                SetTimer(next);
            if (_filling.IsEmpty || !BeginCommit())
                return;
        }

        Commit();
    }

    /// <summary>Nothing that gathers is lost by an orderly stop. Guarded by the gate.</summary>
    /// <returns>True when the caller must write.</returns>
    private bool FlushAll()
    {
        foreach (var (stream, _) in _gathering.UnorderedItems)
            Flush(stream);
        _gathering.Clear();
        return !_filling.IsEmpty && BeginCommit();
    }

    /// <summary>
    /// What gathers was accepted behind bytes that the log refused, so it fails with them. Guarded by the gate.
    /// </summary>
    private void RefuseGathering(Failure failure)
    {
        foreach (var (stream, _) in _gathering.UnorderedItems)
        {
            if (stream.Tail.Gathering is not { } buffer)
                continue;
            foreach (var done in buffer.Waiting)
                Tell(done, failure);
            buffer.Clear();
        }

        _gathering.Clear();
        _gatheredBytes = 0;
    }

    private void SetTimer(long dueAt)
    {
        if (dueAt >= _timerDueAt)
            return;
        _timerDueAt = dueAt;
        var wait = TimeSpan.FromSeconds((dueAt - Timestamp) / (double)_options.Clock.TimestampFrequency);
        _rollUpTimer ??= _options.Clock.CreateTimer(
            static domain => ((EmbeddedDomain)domain!).FlushDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _rollUpTimer.Change(wait < Tolerance ? Tolerance : wait, Timeout.InfiniteTimeSpan);
    }
}
