using System.Text;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Transports.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// Writes one part of an AI stream as plain text, as it grows. A response that ends in order is the whole text; when the
/// stream failed or the server stops, the connection is cut instead, so that nobody takes a piece for the whole.
/// </summary>
internal sealed class StreamTextWriter(HttpContext context, string part) : ResponseWriter(context)
{
    private readonly byte[] _part = Encoding.UTF8.GetBytes(part);
    private bool _isCut;

    protected override void Take(ReadOnlySpan<byte> message)
    {
        if (ServerMessage.Is(message, "ping"u8))
            return;
        var fields = StreamMessage.Read(message);
        if (fields.IsEnd)
        {
            _isCut = !fields.State.SequenceEqual("complete"u8) && !fields.State.SequenceEqual("cancelled"u8);
            Finish();
        }
        else if (fields.State.IsEmpty && fields.Part.SequenceEqual(_part))
        {
            Body.Advance(fields.CopyData(Body.GetSpan(fields.MaxDataBytes)));
        }
    }

    protected override void SayGoodbye(ClosingCode code) => _isCut = true;

    protected override void OnLastSent()
    {
        if (_isCut)
            Abort();
        else
            End();
    }
}
