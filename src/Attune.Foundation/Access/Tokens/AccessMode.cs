namespace Attune.Foundation.Access.Tokens;

/// <summary>How callers prove who they are.</summary>
public enum AccessMode
{
    /// <summary>Whoever sits at this machine is the owner; tokens are not looked at.</summary>
    Local,

    /// <summary>Every caller brings a signed token, which says what they may do.</summary>
    Tokens,
}
