using System.ComponentModel.DataAnnotations;

namespace Attune.Foundation.Access.Tokens;

/// <summary>Settings of who may do what, section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>
    /// Local: this machine's user may do everything, from this machine only. Tokens: signed tokens say who may do what.
    /// </summary>
    public AccessMode Mode { get; set; }

    /// <summary>
    /// The secret that tokens are signed with, at least 32 characters; empty: made once and kept in the data folder. Better
    /// set by environment variable than on a command line, which other users of the machine can see.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>Longest life of a token, minutes; longer-lived ones are refused. Revocations are remembered as long.</summary>
    [Range(1, 527_040)]
    public int MaxTokenMinutes { get; set; } = 1440;

    /// <summary>How much longer a live connection stays open after its token has expired, seconds.</summary>
    [Range(0, 600)]
    public int GraceSeconds { get; set; } = 25;

    /// <summary>
    /// How long before the end of its token a live connection is reminded, seconds; at most half of the token's life.
    /// </summary>
    [Range(1, 3600)]
    public int ReminderSeconds { get; set; } = 60;

    /// <summary>Most revocations in force at a time.</summary>
    [Range(100, 10_000_000)]
    public int MaxRevocations { get; set; } = 100_000;
}
