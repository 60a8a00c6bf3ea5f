using System.Net;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Access;

/// <summary>
/// Local mode: whoever sits at this machine is the owner. The address must be loopback, and so must the host name
/// and the origin: otherwise any web page that the owner visits could reach this server through their browser
/// (DNS rebinding, cross-site WebSocket). Excepted are origins that the operator has listed for an endpoint.
/// </summary>
internal sealed class LocalAccess : IAccess
{
    private static readonly Caller Owner = new("local", "owner", CallerKind.Person, ["owner"], [], null, null);

    public ValueTask<Outcome<Caller>> IdentifyAsync(HttpContext request)
    {
        if (request.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return ValueTask.FromResult<Outcome<Caller>>(AccessFailures.NotLocal);
        if (!IsLoopbackHost(request.Request.Host.Host))
            return ValueTask.FromResult<Outcome<Caller>>(AccessFailures.ForeignHost(request.Request.Host.Host));
        var listed = request.GetEndpoint()?.Metadata.GetMetadata<AllowedOrigins>()?.Origins;
        foreach (var origin in request.Request.Headers.Origin.Where(origin => listed?.Contains(origin ?? "") is not true))
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !IsLoopbackHost(uri.IdnHost))
                return ValueTask.FromResult<Outcome<Caller>>(AccessFailures.ForeignOrigin(origin ?? ""));
        }

        return ValueTask.FromResult<Outcome<Caller>>(Owner);
    }

    public ValueTask<bool> AllowAsync(Caller caller, string verb, string resource, CancellationToken cancellation) =>
        ValueTask.FromResult(true);

    public ValueTask<Outcome<Caller>> RenewAsync(string token, Caller? present, CancellationToken cancellation) =>
        ValueTask.FromResult<Outcome<Caller>>(present ?? Owner);

    public ValueTask<Outcome<RevocationTerm>> RevokeAsync(
        string organisation, Revocation revocation, CancellationToken cancellation) =>
        ValueTask.FromResult<Outcome<RevocationTerm>>(AccessFailures.NothingToRevoke);

    public IDisposable Watch(Action<AccessChange> onChange) => NothingToWatch.Instance;

    private static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Rights never change in local mode.</summary>
    private sealed class NothingToWatch : IDisposable
    {
        public static readonly NothingToWatch Instance = new();

        public void Dispose()
        {
        }
    }
}
