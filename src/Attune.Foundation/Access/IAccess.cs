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

    /// <summary>Finds out whose a token is that came over an open connection.</summary>
    /// <param name="token">As the client sent it.</param>
    /// <param name="present">Whose the connection is, which does not change; null when nobody knows yet.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The caller with the rights that count from now on, or why the token is refused.</returns>
    ValueTask<Outcome<Caller>> RenewAsync(string token, Caller? present, CancellationToken cancellation);

    /// <summary>Withdraws credentials, at once and for as long as they would count.</summary>
    /// <param name="organisation">Whose credentials.</param>
    /// <param name="revocation">Which of them, and what of their rights.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<Outcome<RevocationTerm>> RevokeAsync(
        string organisation, Revocation revocation, CancellationToken cancellation);

    /// <summary>Tells every later change of a caller's rights, which every transport must obey.</summary>
    /// <returns>Dispose to stop listening.</returns>
    IDisposable Watch(Action<AccessChange> onChange);
}
