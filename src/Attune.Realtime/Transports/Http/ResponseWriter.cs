using System.Buffers.Binary;
using System.IO.Pipelines;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Attune.Realtime.Transports.Http;

/// <summary>
/// The sending half of a held request: takes the frames that every transport shares out of their WebSocket wrapping and
/// writes them in another one, straight into the response. A reader that does not keep up is waited for, one write long;
/// what comes meanwhile stays in the log.
/// </summary>
internal abstract class ResponseWriter : IConnectionWriter
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IHttpRequestLifetimeFeature _request;
    private readonly CancellationToken _aborted;
    private bool _isLast;

    protected ResponseWriter(HttpContext context)
    {
        // Not the request object itself: it must not be touched after the request has ended.
        _request = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _aborted = _request.RequestAborted;
        Body = context.Response.BodyWriter;
    }

    /// <summary>Completed when the request is to end.</summary>
    public Task Ended => _ended.Task;

    protected PipeWriter Body { get; }

    protected Connection Connection { get; private set; } = null!;

    /// <summary>Nothing that comes now is written any more.</summary>
    protected bool IsLast => _isLast;

    /// <summary>Sets the headers of a response that is written as things happen.</summary>
    public static Task StartAsync(HttpContext context, string contentType)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = contentType;
        headers.CacheControl = "no-cache, no-store, no-transform";
        headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // A slow reader costs nothing here; one that takes nothing at all is found by the pings.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        return context.Response.StartAsync(context.RequestAborted);
    }

    public virtual void Attach(Connection connection) => Connection = connection;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
    {
        var reader = new ServerFrameReader(frames.Span);
        while (!_isLast && reader.TryRead(out var opcode, out var payload))
        {
            if (opcode == ServerFrameReader.Text && ServerMessage.Is(payload, "bye"u8))
                TakeBye(payload);
            else if (opcode == ServerFrameReader.Text)
                Take(payload);
            else if (opcode == ServerFrameReader.Close)
                Close(payload);
        }

        if (!_isLast)
            EndBatch();
        return SendAsync();
    }

    public void Abort() => _request.Abort();

    /// <summary>Ends the request; what was written before still goes out.</summary>
    public void End() => _ended.TrySetResult();

    /// <summary>Writes one message.</summary>
    protected abstract void Take(ReadOnlySpan<byte> message);

    /// <summary>Writes that the response will end soon; whoever cannot say it leaves it out.</summary>
    protected virtual void TakeBye(ReadOnlySpan<byte> message)
    {
    }

    /// <summary>Writes why the server ends the response.</summary>
    protected abstract void SayGoodbye(ClosingCode code);

    /// <summary>Called after the messages of one write.</summary>
    protected virtual void EndBatch()
    {
    }

    /// <summary>Lets out what was written; completes when the next write may follow.</summary>
    protected virtual ValueTask SendAsync()
    {
        var flush = Body.FlushAsync(_aborted);
        if (!flush.IsCompletedSuccessfully)
            return FinishAsync(flush);
        _ = flush.Result;
        OnSent();
        return ValueTask.CompletedTask;
    }

    /// <summary>The last byte has gone out.</summary>
    protected virtual void OnLastSent() => End();

    /// <summary>What was written now is the last; the request ends when it has gone out.</summary>
    protected void Finish() => _isLast = true;

    /// <summary>The client has taken what was written.</summary>
    protected void OnSent()
    {
        // The only sign of life that a client which never speaks can give.
        Connection.LastHeard = Connection.Shard.Seconds;
        if (_isLast)
            OnLastSent();
    }

    private void Close(ReadOnlySpan<byte> payload)
    {
        var number = BinaryPrimitives.ReadUInt16BigEndian(payload);
        SayGoodbye(ClosingCodes.All.First(code => code.Number == number));
        Finish();
    }

    private async ValueTask FinishAsync(ValueTask<FlushResult> flush)
    {
        await flush;
        OnSent();
    }
}
