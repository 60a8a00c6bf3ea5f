using System.Net;
using Attune.Inference.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Wire;

/// <summary>
/// The connections to all endpoints, opened on first use. Nothing that belongs to one endpoint is kept here, above all no key:
/// redirects, cookies and stored credentials are off, so a key goes only where somebody has entered it.
/// </summary>
internal sealed class EndpointTransport(IOptions<InferenceOptions> options) : IDisposable
{
    private readonly Lazy<SocketsHttpHandler> _direct = new(() => Create(options.Value, useProxy: false));
    private readonly Lazy<SocketsHttpHandler> _byProxy = new(() => Create(options.Value, useProxy: true));

    /// <summary>The handler for an address. The machine's proxy is not asked for what stands on this machine.</summary>
    public HttpMessageHandler For(Uri address) => address.IsLoopback ? _direct.Value : _byProxy.Value;

    public void Dispose()
    {
        if (_direct.IsValueCreated)
            _direct.Value.Dispose();
        if (_byProxy.IsValueCreated)
            _byProxy.Value.Dispose();
    }

    private static SocketsHttpHandler Create(InferenceOptions options, bool useProxy) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    };
}
