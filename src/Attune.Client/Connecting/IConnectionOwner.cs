using Attune.Client.Links;
using Attune.Client.Protocol;

namespace Attune.Client.Connecting;

/// <summary>What keeps a connection needs from the client that owns it.</summary>
internal interface IConnectionOwner
{
    /// <summary>Where the next connection begins.</summary>
    IReadOnlyList<TopicStart> Starts();

    /// <summary>From now on this link is the one. Called before any of its frames.</summary>
    void Adopt(ILink link);

    void Receive(ILink link, ServerFrame frame);

    /// <summary>Nothing of this link counts any more.</summary>
    void Release(ILink link);

    /// <summary>It will not connect again by itself.</summary>
    void Ended();

    void StatusChanged(ClientStatus status);
}
