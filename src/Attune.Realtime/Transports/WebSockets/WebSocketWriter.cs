using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>The sending half: finished frames go to the upgraded stream as they are.</summary>
internal sealed class WebSocketWriter(Stream stream, HttpContext context) : IConnectionWriter
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames) => stream.WriteAsync(frames, context.RequestAborted);

    public void Abort() => context.Abort();
}
