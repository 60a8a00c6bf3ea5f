using Attune.Contracts.Errors;
using Attune.Foundation.Failures;

namespace Attune.Foundation.Access;

/// <summary>Why a caller was not let in.</summary>
public static class AccessFailures
{
    public static Failure NotLocal { get; } = new("not_local", 403, "This server answers only its own machine.",
        "The request came from another address.", "Open Attune on the machine that it runs on; other addresses need accounts.");

    public static Failure ForeignHost(string host) => new("foreign_host", 403, "This server answers only its own machine.",
        $"The host name '{host}' is not a loopback name.", "Use 127.0.0.1, [::1] or localhost in the address.");

    public static Failure ForeignOrigin(string origin) => new("foreign_origin", 403, "Another web site may not use this server.",
        $"The request was made by a page of '{origin}'.", "Open Attune's own page on this machine.");

    public static Failure TokenMissing { get; } = Failure.Of(RealtimeErrors.TokenMissing);

    public static Failure TokenExpired { get; } = Failure.Of(RealtimeErrors.TokenExpired);

    public static Failure TokenRevoked { get; } = Failure.Of(RealtimeErrors.TokenRevoked);

    public static Failure PrincipalChanged { get; } = Failure.Of(RealtimeErrors.PrincipalChanged);

    public static Failure NothingToRevoke { get; } = new("nothing_to_revoke", 409, "There are no tokens to withdraw.",
        "In local mode whoever sits at this machine is its owner.", "Set Access:Mode to 'tokens' and start again.");

    public static Failure TooManyRevocations { get; } = new("too_many_revocations", 503, "No further revocation is kept.",
        "As many as the setting Access:MaxRevocations are in force.",
        "Wait until older ones are over, raise the setting, or change the key, which withdraws every token.");

    public static Failure RevocationNotKept { get; } = new("revocation_not_kept", 503,
        "The revocation would not outlive a restart.",
        "It is in force now, but could not be written to the data folder.",
        "Free disk space or make the data folder writable, then send it again.", Retry: true);

    /// <param name="detail">What is wrong with it, without repeating any of it.</param>
    public static Failure TokenInvalid(string detail) => Failure.Of(RealtimeErrors.TokenInvalid, detail);

    public static Failure Forbidden(string verb) => new("forbidden", 403, "The caller may not do this.",
        $"The right '{verb}' is missing.", "Ask the owner for this right.");
}
