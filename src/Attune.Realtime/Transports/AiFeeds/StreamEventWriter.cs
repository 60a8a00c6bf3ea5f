using System.Text;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Transports.Http;
using Attune.Realtime.Transports.ServerSentEvents;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>Writes an AI stream as an event stream whose ids are byte positions.</summary>
/// <param name="context">The request.</param>
/// <param name="positions">Bytes of each part that the viewer has.</param>
/// <param name="part">The only part that is wanted; null for all.</param>
/// <param name="retryMilliseconds">Time to wait before reconnecting.</param>
internal sealed class StreamEventWriter(
    HttpContext context, IReadOnlyDictionary<string, long> positions, string? part, int retryMilliseconds)
    : ResponseWriter(context)
{
    private readonly Dictionary<string, long> _positions = new(positions, StringComparer.Ordinal);
    private bool _hasBegun;
    private bool _hasSaidBye;

    protected override void Take(ReadOnlySpan<byte> message)
    {
        if (ServerMessage.Is(message, "ping"u8))
        {
            Body.WriteHeartbeat();
            return;
        }

        if (!_hasBegun)
            Body.WriteRetry(retryMilliseconds);
        _hasBegun = true;
        var fields = StreamMessage.Read(message);
        var isEnd = fields.IsEnd;
        if (fields.State.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(fields.Part);
            if (part is not null && name != part)
                return;
            _positions[name] = fields.End;
        }

        Body.WriteId(StreamPositions.Format(_positions, isEnd));
        Body.WriteData(message);
        if (isEnd)
            Finish();
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
