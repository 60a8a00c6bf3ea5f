namespace RealtimePeers;

/// <summary>Who follows which topic. One lock for each broadcast and each coming and going.</summary>
internal sealed class Audience
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<IMember>> _members = new(StringComparer.Ordinal);

    public void Join(IMember member, string[] topics)
    {
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                if (!_members.TryGetValue(topic, out var members))
                    _members[topic] = members = [];
                members.Add(member);
            }
        }
    }

    public void Leave(IMember member, string[] topics)
    {
        lock (_gate)
        {
            foreach (var topic in topics)
                _members[topic].Remove(member);
        }
    }

    public void Broadcast(string topic, byte[] message)
    {
        lock (_gate)
        {
            if (!_members.TryGetValue(topic, out var members))
                return;
            foreach (var member in members)
                member.Send(message);
        }
    }
}
