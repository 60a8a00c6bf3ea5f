using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Access;

/// <summary>
/// The only way for a module to learn who is calling and what they may do. Local mode is one implementation,
/// accounts are another; no endpoint tests which one it is.
/// </summary>
public interface IAccess
{
    /// <summary>Finds out who sends this request.</summary>
    /// <returns>The caller, or why there is none.</returns>
    ValueTask<Outcome<Caller>> IdentifyAsync(HttpContext request);

    /// <summary>May this caller do this?</summary>
    /// <param name="caller">Who.</param>
    /// <param name="verb">What, for example <c>realtime.publish</c>.</param>
    /// <param name="resource">With what: a topic, a document id; empty when the verb needs none.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<bool> AllowAsync(Caller caller, string verb, string resource, CancellationToken cancellation);

    /// <summary>Tells every later change of a caller's rights, which every transport must obey.</summary>
    /// <returns>Dispose to stop listening.</returns>
    IDisposable Watch(Action<AccessChange> onChange);
}
