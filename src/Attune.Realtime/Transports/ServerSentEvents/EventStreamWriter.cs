using System.Buffers;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.ServerSentEvents;

/// <summary>
/// Writes a subscription as an event stream: each event with the token that resumes after it, notices without one.
/// </summary>
internal sealed class EventStreamWriter(HttpContext context, SessionServices services, StartingPoint start)
    : ResponseWriter(context)
{
    // The ack of a client that must forget events has no id: it would not be told again after a break right there.
    private readonly bool _isRewound = start.IsRewound;
    private DeliveredCursor _cursor = null!;
    private bool _hasNotice;
    private bool _owesId;
    private bool _hasSaidBye;

    public override void Attach(Connection connection)
    {
        base.Attach(connection);
        _cursor = new DeliveredCursor(connection, services.Tokens, start.Positions);
    }

    protected override void Take(ReadOnlySpan<byte> message)
    {
        if (ServerMessage.Is(message, "event"u8))
        {
            var seq = ServerMessage.EventSeq(message, out var service);
            _cursor.Deliver(service, seq);
            Body.WriteId(_cursor.Token);
            Body.WriteData(message);
            return;
        }

        if (ServerMessage.Is(message, "ping"u8))
        {
            Body.WriteHeartbeat();
            _hasNotice = true;
            return;
        }

        if (ServerMessage.Is(message, "ack"u8))
        {
            Body.WriteRetry(services.Options.Http.RetryMilliseconds);
            _owesId = _isRewound;
            if (!_isRewound)
                Body.WriteId(_cursor.Token);
        }
        else
        {
            _hasNotice = true;
        }

        Body.WriteData(message);
    }

    /// <summary>After notices the position may have moved past what no event tells of: trimmed or filtered events.</summary>
    protected override void EndBatch()
    {
        if (!_hasNotice)
            return;
        _hasNotice = false;
        if (!_cursor.TryCatchUp() && !_owesId)
            return;
        _owesId = false;
        // An id without data moves the position of an EventSource and is no event.
        Body.WriteId(_cursor.Token);
        Body.Write("\n"u8);
    }

    protected override void TakeBye(ReadOnlySpan<byte> message)
    {
        _hasSaidBye = true;
        Body.WriteBye(message, Connection.Id);
    }

    protected override void SayGoodbye(ClosingCode code)
    {
        if (!_hasSaidBye)
            Body.WriteBye(code, Connection.Id);
    }
}
