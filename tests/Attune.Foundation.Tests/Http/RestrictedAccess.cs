using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Tests.Http;

/// <summary>Knows one person, who may do one thing.</summary>
internal sealed class RestrictedAccess : IAccess
{
    public const string AllowedVerb = "demo.allowed";

    public ValueTask<Outcome<Caller>> IdentifyAsync(HttpContext request) => ValueTask.FromResult<Outcome<Caller>>(
        request.Request.Headers.ContainsKey("X-Stranger")
            ? AccessFailures.NotLocal
            : new Caller("house", "mia", CallerKind.Person, [], [], null, null));

    public ValueTask<bool> AllowAsync(Caller caller, string verb, string resource, CancellationToken cancellation) =>
        ValueTask.FromResult(verb == AllowedVerb);

    public ValueTask<Outcome<Caller>> RenewAsync(string token, Caller? present, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody renews here.");

    public ValueTask<Outcome<RevocationTerm>> RevokeAsync(
        string organisation, Revocation revocation, CancellationToken cancellation) =>
        throw new NotSupportedException("Nothing is withdrawn here.");

    public IDisposable Watch(Action<AccessChange> onChange) => throw new NotSupportedException("Rights never change here.");
}
