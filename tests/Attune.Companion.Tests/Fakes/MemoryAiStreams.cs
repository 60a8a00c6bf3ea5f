using System.Collections.Concurrent;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Tests.Fakes;

/// <summary>AI streams in memory that keep the contract of <see cref="IAiStreams"/> and can be told to fail.</summary>
internal sealed class MemoryAiStreams : IAiStreams
{
    private readonly ConcurrentDictionary<AiStreamName, MemoryAiStream> _streams = new();

    /// <summary>So many of the next appends fail as a full disk would.</summary>
    public int FailingAppends { get; set; }

    /// <summary>So many of the next appends throw, as when the log of an organisation cannot be opened.</summary>
    public int ThrowingAppends { get; set; }

    /// <summary>So many of the next endings fail as a full disk would.</summary>
    public int FailingEnds { get; set; }

    /// <summary>So many of the next erasures fail as a full disk would.</summary>
    public int FailingRedactions { get; set; }

    /// <summary>Every append that was accepted: its stream and what it added.</summary>
    public ConcurrentQueue<(string Stream, string Text)> Appends { get; } = new();

    public string TextOf(string id) => _streams[new AiStreamName("local", id)].Text;

    public AiStreamState StateOf(string id) => _streams[new AiStreamName("local", id)].State;

    public bool Exists(string id) => _streams.ContainsKey(new AiStreamName("local", id));

    public void RequestStop(string id) => Of(new AiStreamName("local", id)).RequestStop();

    /// <summary>Completes when the text of a stream satisfies a condition.</summary>
    public async Task WaitAsync(string id, Func<MemoryAiStream, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var stream = Of(new AiStreamName("local", id));
        while (true)
        {
            var change = stream.Change;
            if (condition(stream))
                return;
            await change.WaitAsync(deadline.Token);
        }
    }

    public ValueTask<Outcome<long>> AppendAsync(
        AiStreamName stream, string part, long at, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        Assert.Equal("text", part);
        if (ThrowingAppends > 0)
        {
            ThrowingAppends--;
            throw new IOException("Input/output error (injected)");
        }

        if (FailingAppends > 0)
        {
            FailingAppends--;
            return ValueTask.FromResult<Outcome<long>>(Failure.Of(RealtimeErrors.StorageUnavailable));
        }

        if (at > 0 && !_streams.ContainsKey(stream))
            return ValueTask.FromResult<Outcome<long>>(Failure.Of(RealtimeErrors.UnknownStream));
        var outcome = Of(stream).Append(at, utf8.Span, out var added);
        if (added.Length > 0)
            Appends.Enqueue((stream.Id, added));
        return ValueTask.FromResult(outcome);
    }

    public ValueTask<Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        AiStreamName stream, AiStreamState state, CancellationToken cancellation)
    {
        if (FailingEnds > 0)
        {
            FailingEnds--;
            return ValueTask.FromResult<Outcome<IReadOnlyDictionary<string, long>>>(
                Failure.Of(RealtimeErrors.StorageUnavailable));
        }

        return ValueTask.FromResult(_streams.TryGetValue(stream, out var found)
            ? found.End(state)
            : Failure.Of(RealtimeErrors.UnknownStream));
    }

    public ValueTask<AiStreamSnapshot?> ReadAsync(AiStreamName stream, CancellationToken cancellation) =>
        ValueTask.FromResult(_streams.TryGetValue(stream, out var found) ? found.Snapshot() : null);

    public ValueTask<Outcome<bool>> RedactAsync(AiStreamName stream, CancellationToken cancellation)
    {
        if (FailingRedactions > 0)
        {
            FailingRedactions--;
            return ValueTask.FromResult<Outcome<bool>>(Failure.Of(RealtimeErrors.StorageUnavailable));
        }

        var isKnown = _streams.TryGetValue(stream, out var found);
        found?.Redact();
        return ValueTask.FromResult<Outcome<bool>>(isKnown);
    }

    public IDisposable OnStop(AiStreamName stream, Action stop) => Of(stream).OnStop(stop);

    private MemoryAiStream Of(AiStreamName name) => _streams.GetOrAdd(name, _ => new MemoryAiStream());
}
