using System.Buffers;
using System.Text.Json;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.Http;
using Attune.Realtime.Transports.ServerSentEvents;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Polling;

/// <summary>
/// Collects the first batch of news for a long poll. Then it takes nothing more, so that the cursor fits what was collected;
/// a batch is at most what the shard writes at once, or one frame.
/// </summary>
internal sealed class PollWriter : ResponseWriter
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly SessionServices _services;
    private readonly StartingPoint _start;
    private readonly bool _answersAtOnce;
    private readonly bool _tellsAck;
    private DeliveredCursor _cursor = null!;
    private bool _isTimeUp;
    private bool _hasNews;
    private int _frames;

    /// <param name="context">The request.</param>
    /// <param name="services">Signs the cursor.</param>
    /// <param name="start">Where the client is.</param>
    /// <param name="hasPosition">False for a first poll, which gets its position at once.</param>
    /// <param name="isPatient">False for a client that does not wait for news.</param>
    public PollWriter(HttpContext context, SessionServices services, StartingPoint start, bool hasPosition, bool isPatient)
        : base(context)
    {
        _services = services;
        _start = start;
        _tellsAck = !hasPosition;
        _answersAtOnce = !hasPosition || !isPatient;
        _json.Write("{\"frames\":["u8);
    }

    public override void Attach(Connection connection)
    {
        base.Attach(connection);
        _cursor = new DeliveredCursor(connection, _services.Tokens, _start.Positions);
    }

    /// <summary>When the server, which is about to go, asks this client to come back; null when it stays.</summary>
    public TimeSpan? ReturnAfter { get; private set; }

    /// <summary>The finished answer; only after the shard has let go of the connection.</summary>
    public ReadOnlyMemory<byte> TakeAnswer()
    {
        _taken.SetResult();
        _json.Write("],\"cursor\":"u8);
        using (var json = new Utf8JsonWriter(_json))
            json.WriteStringValue(_cursor.Token);
        _json.Write("}"u8);
        return _json.WrittenMemory;
    }

    protected override void Take(ReadOnlySpan<byte> message)
    {
        if (ServerMessage.Is(message, "ping"u8))
        {
            _isTimeUp = true;
            return;
        }

        var isAck = ServerMessage.Is(message, "ack"u8);
        if (isAck && !_tellsAck)
            return;
        _hasNews |= isAck;
        if (ServerMessage.Is(message, "event"u8))
        {
            var seq = ServerMessage.EventSeq(message, out var service);
            _cursor.Deliver(service, seq);
            _hasNews = true;
        }

        if (_frames++ > 0)
            _json.Write(","u8);
        _json.Write(message);
    }

    protected override void EndBatch()
    {
        var isIdle = _cursor.IsCaughtUp;
        // A notice alone does not move the cursor while what follows it is still being read: the next poll would get the same
        // notice again, and so for ever.
        if (!_hasNews && !_isTimeUp && !(isIdle && (_answersAtOnce || _frames > 0)))
            return;
        _cursor.TryCatchUp();
        Finish();
    }

    protected override ValueTask SendAsync()
    {
        OnSent();
        // Completes with the request: until then the shard writes nothing more to this connection.
        return IsLast ? new ValueTask(_taken.Task) : ValueTask.CompletedTask;
    }

    protected override void TakeBye(ReadOnlySpan<byte> message)
    {
        var (from, to) = ServerMessage.ReturnOf(message);
        ReturnAfter = TimeSpan.FromMilliseconds(SseText.MomentIn(from, to, Connection.Id));
        Take(message);
    }

    /// <summary>The server stops: the answer is what there is.</summary>
    protected override void SayGoodbye(ClosingCode code)
    {
    }
}
