using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Server.Hosting.Visitors;

/// <summary>
/// Who comes by the visitors' address is a visitor, whatever else they bring: they may ask the guide and read what its page
/// needs. Everybody else is as before.
/// </summary>
/// <param name="inner">Decides about everybody else.</param>
/// <param name="port">The port of the visitors' address.</param>
internal sealed class VisitorAccess(IAccess inner, int port) : IAccess
{
    private static readonly Caller Visitor = new(
        "local", "visitor", CallerKind.Device, [Caller.VisitorRole], ["guide.ask", "guide.read", "persona.read"], null, null);

    public ValueTask<Outcome<Caller>> IdentifyAsync(HttpContext request)
    {
        if (request.Connection.LocalPort != port)
            return inner.IdentifyAsync(request);
        var foreign = request.Request.Headers.Origin.FirstOrDefault(origin => !IsOwn(origin, request.Request));
        return ValueTask.FromResult<Outcome<Caller>>(foreign is null ? Visitor : AccessFailures.ForeignOrigin(foreign));
    }

    public ValueTask<bool> AllowAsync(Caller caller, string verb, string resource, CancellationToken cancellation) =>
        ReferenceEquals(caller, Visitor)
            ? ValueTask.FromResult(Visitor.Scopes.Contains(verb))
            : inner.AllowAsync(caller, verb, resource, cancellation);

    public ValueTask<Outcome<Caller>> RenewAsync(string token, Caller? present, CancellationToken cancellation) =>
        inner.RenewAsync(token, present, cancellation);

    public ValueTask<Outcome<RevocationTerm>> RevokeAsync(
        string organisation, Revocation revocation, CancellationToken cancellation) =>
        inner.RevokeAsync(organisation, revocation, cancellation);

    public IDisposable Watch(Action<AccessChange> onChange) => inner.Watch(onChange);

    /// <summary>Another page that a visitor has open must not ask for them.</summary>
    private static bool IsOwn(string? origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
