namespace Attune.Foundation.Access.Tokens;

/// <summary>A token that was made.</summary>
/// <param name="Text">The secret itself.</param>
/// <param name="Id">Its id.</param>
/// <param name="Session">The session that it begins.</param>
/// <param name="ExpiresAt">When it ends (UTC).</param>
public sealed record IssuedToken(string Text, string Id, string Session, DateTimeOffset ExpiresAt)
{
    /// <summary>Not the secret: what is printed lands in logs.</summary>
    public override string ToString() => $"token {Id}";
}
