namespace Attune.Client.Links;

/// <summary>A transport could not be opened.</summary>
internal sealed class LinkFailedException(LinkEnd end, bool tryNext, Exception? cause = null)
    : Exception(end.Reason, cause)
{
    public LinkEnd End { get; } = end;

    /// <summary>Another transport may do better; false where the server itself is away or has refused.</summary>
    public bool TryNext { get; } = tryNext;
}
