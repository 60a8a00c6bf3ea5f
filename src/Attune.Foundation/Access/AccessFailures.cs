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

    public static Failure Forbidden(string verb) => new("forbidden", 403, "The caller may not do this.",
        $"The right '{verb}' is missing.", "Ask the owner for this right.");
}
