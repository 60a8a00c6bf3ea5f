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

    public IDisposable Watch(Action<AccessChange> onChange) => throw new NotSupportedException("Rights never change here.");
}
