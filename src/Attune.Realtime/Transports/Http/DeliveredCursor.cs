using Attune.Realtime.Sessions;

namespace Attune.Realtime.Transports.Http;

/// <summary>
/// How far one connection has been served, as the resume token that any transport takes back. Events of a domain come in the
/// order of their numbers, over all topics, so one number for each domain says it all. Touched only by the shard.
/// </summary>
internal sealed class DeliveredCursor(Connection connection, ResumeTokens tokens, IReadOnlyList<DomainPosition> start)
{
    private readonly DomainPosition[] _positions = [.. start];

    /// <summary>The token for everything that was delivered up to now.</summary>
    public string Token => _positions.Length == 1
        ? tokens.Make(connection.Caller.Organisation, _positions[0])
        : tokens.Make(connection.Caller.Organisation, _positions);

    /// <summary>Nothing is due any more, once the present write has gone out.</summary>
    public bool IsCaughtUp => connection.Dirty.Count == 0 && !connection.IsReading;

    /// <summary>An event is being written.</summary>
    public void Deliver(ReadOnlySpan<byte> service, long seq) => Advance(IndexOf(service), seq);

    /// <summary>
    /// Nothing more is due: everything that the shard knows of was delivered, filtered out or told as a gap.
    /// </summary>
    /// <returns>True when the position has moved.</returns>
    public bool TryCatchUp()
    {
        if (!IsCaughtUp)
            return false;
        var moved = false;
        foreach (var subscription in connection.Topics.Items)
        {
            for (var i = 0; i < _positions.Length; i++)
            {
                if (_positions[i].Domain == subscription.Progress.Domain.Name)
                    moved |= Advance(i, subscription.Progress.Bound);
            }
        }

        return moved;
    }

    private bool Advance(int index, long seq)
    {
        if (seq <= _positions[index].Seq)
            return false;
        _positions[index] = _positions[index] with { Seq = seq };
        return true;
    }

    private int IndexOf(ReadOnlySpan<byte> service)
    {
        if (_positions.Length == 1)
            return 0;
        foreach (var subscription in connection.Topics.Items)
        {
            if (service.SequenceEqual(subscription.Topic.NameUtf8))
                return IndexOf(subscription.Topic.Domain.Name);
        }

        throw new InvalidOperationException("An event came of a topic that is not followed.");
    }

    private int IndexOf(string domain) => Array.FindIndex(_positions, position => position.Domain == domain);
}
