using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http.Features;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// Both halves of a connection that the HTTP server has upgraded. Holds what it needs of the request, because the request
/// object itself must not be touched after it has ended.
/// </summary>
internal sealed class UpgradedTransport(Stream stream, IHttpRequestLifetimeFeature request)
    : IConnectionReader, IConnectionWriter
{
    private readonly CancellationToken _aborted = request.RequestAborted;

    public ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation) => stream.ReadAsync(into, cancellation);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames) => stream.WriteAsync(frames, _aborted);

    public void Abort() => request.Abort();
}
