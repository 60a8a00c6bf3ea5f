using Microsoft.AspNetCore.Builder;

namespace Attune.Foundation.Access;

/// <summary>Who may call an endpoint. Every endpoint carries one; one without is refused and fails a test.</summary>
/// <param name="Verb">The right it needs; null when anyone may call it.</param>
/// <param name="Reason">Why anyone may call it; null when it needs a right.</param>
public sealed record AccessRule(string? Verb, string? Reason)
{
    /// <summary>True when a caller who brings no credential may bring it later, over the connection that is opened.</summary>
    public bool MayIdentifyLater { get; init; }
}

/// <summary>States an endpoint's access rule where it is mapped.</summary>
public static class AccessRuleExtensions
{
    extension<TBuilder>(TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Only callers with this right.</summary>
        public TBuilder Requires(string verb) => endpoint.WithMetadata(new AccessRule(verb, null));

        /// <summary>Only callers with this right; who brings no credential may open the connection and bring it there.</summary>
        public TBuilder RequiresSoon(string verb) =>
            endpoint.WithMetadata(new AccessRule(verb, null) { MayIdentifyLater = true });

        /// <summary>Anyone who can reach the server, for this reason.</summary>
        public TBuilder OpenToAnyone(string reason) => endpoint.WithMetadata(new AccessRule(null, reason));
    }
}
