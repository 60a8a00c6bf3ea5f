using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Access;

/// <summary>
/// Asked before anybody looks at who is calling, so that a server that is full does not spend time on tokens first.
/// </summary>
/// <param name="Check">Why nobody is let in now; null when the caller may be identified.</param>
public sealed record EntryGate(Func<HttpContext, Failure?> Check);

/// <summary>States an endpoint's gate where it is mapped.</summary>
public static class EntryGateExtensions
{
    extension<TBuilder>(TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Only while the gate is open.</summary>
        public TBuilder PastGate(Func<HttpContext, Failure?> check) => endpoint.WithMetadata(new EntryGate(check));
    }
}
