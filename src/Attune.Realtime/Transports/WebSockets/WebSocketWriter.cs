using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http.Features;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// The sending half: finished frames go to the upgraded stream as they are. Holds what it needs of the request, because the
/// request object itself must not be touched after it has ended.
/// </summary>
internal sealed class WebSocketWriter(Stream stream, IHttpRequestLifetimeFeature request) : IConnectionWriter
{
    private readonly CancellationToken _aborted = request.RequestAborted;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames) => stream.WriteAsync(frames, _aborted);

    public void Abort() => request.Abort();
}
