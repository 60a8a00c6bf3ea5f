using System.Buffers;
using System.IO.Pipelines;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Admission;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// Appends a body to an AI stream as it arrives. While one append is on its way to the log the next bytes gather, so a fast
/// producer makes few large appends and a slow one is visible byte by byte.
/// </summary>
internal sealed class StreamFeed : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SessionServices _services;
    private readonly AdmissionPass _pass;
    private readonly Caller _caller;
    private readonly AiStreamAppend _first;
    private readonly StreamProducer _producer;
    private bool _isOver;

    /// <param name="services">What every session shares.</param>
    /// <param name="pass">What the request counts against.</param>
    /// <param name="caller">Who sends the body.</param>
    /// <param name="publisher">On whose behalf.</param>
    /// <param name="first">The stream, its part and what the first append says of it.</param>
    public StreamFeed(
        SessionServices services, AdmissionPass pass, Caller caller, Publisher publisher, AiStreamAppend first)
    {
        _services = services;
        _pass = pass;
        _caller = caller;
        _first = first;
        _producer = new StreamProducer(_ => OnStop());
        Publisher = publisher with { Producer = _producer };
    }

    /// <summary>The caller as the one who writes this stream.</summary>
    public Publisher Publisher { get; }

    /// <summary>The byte position that the next byte of the body gets.</summary>
    public long At { get; private set; }

    /// <summary>A viewer has asked to stop.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Ends reading when a viewer asks to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Reads the body to its end.</summary>
    /// <param name="body">UTF-8; its pieces may be cut anywhere.</param>
    /// <param name="at">Where the body begins in the part; what stands there already is compared, not repeated.</param>
    /// <param name="cancellation">Gives up; what was appended stays.</param>
    public async ValueTask<Failure?> ReadAsync(PipeReader body, long at, CancellationToken cancellation)
    {
        At = at;
        // Also an empty body makes the stream.
        if (await AppendAsync(ReadOnlyMemory<byte>.Empty, cancellation) is { } refused)
            return refused;
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var rest = read.Buffer;
            for (var length = Cut(rest); length > 0; length = Cut(rest))
            {
                var piece = rest.Slice(0, length);
                if (await AppendAsync(piece.IsSingleSegment ? piece.First : piece.ToArray(), cancellation) is { } failure)
                {
                    body.AdvanceTo(rest.Start);
                    return failure;
                }

                rest = rest.Slice(length);
            }

            var isCutShort = read.IsCompleted && !rest.IsEmpty;
            body.AdvanceTo(rest.Start, rest.End);
            if (isCutShort)
                return RealtimeFailures.Invalid("body", "must end with a whole character of UTF-8");
            if (read.IsCompleted)
                return null;
        }

        int Cut(in ReadOnlySequence<byte> bytes) => WholeCharacters.Length(bytes, _services.Options.AiStreams.MaxAppendBytes);
    }

    public void Dispose()
    {
        _producer.Leave(_services.Clock.GetTimestamp());
        lock (_gate)
            _isOver = true;
        _stop.Dispose();
    }

    private async ValueTask<Failure?> AppendAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        // Asked again for every piece: a feed may go on for minutes after its right was withdrawn.
        if (!await _services.Access.AllowAsync(_caller, RealtimeVerbs.WriteStream, _first.Stream, cancellation))
            return AccessFailures.Forbidden($"{RealtimeVerbs.WriteStream} {_first.Stream}");
        // A sender that is too fast is held back by its own connection; the text is not refused in the middle.
        await _services.Admission.PaceAsync(_pass, Traffic.Append, cancellation);
        var appended = await _services.Engine.AppendAsync(
            Publisher, _first with { At = At, Utf8 = utf8 }, cancellation);
        if (appended.Failure is { } failure)
            return failure;
        At += utf8.Length;
        return null;
    }

    private void OnStop()
    {
        lock (_gate)
        {
            if (!_isOver)
                _ = _stop.CancelAsync();
        }
    }
}
