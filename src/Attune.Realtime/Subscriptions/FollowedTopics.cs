using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>
/// The topics of one connection: an array as long as needed, searched from front to back, because there are few and an idle
/// connection should cost little. The count may be read anywhere; everything else belongs to the shard.
/// </summary>
internal struct FollowedTopics
{
    private Subscription[]? _items;
    private int _count;

    public readonly int Count => _count;

    public readonly ReadOnlySpan<Subscription> Items => _items.AsSpan(0, _count);

    public readonly Subscription? Find(Topic topic)
    {
        foreach (var subscription in Items)
        {
            if (subscription.Topic == topic)
                return subscription;
        }

        return null;
    }

    /// <summary>Makes room for so many more, so that following them allocates once.</summary>
    public void Reserve(int more)
    {
        if (_count + more > (_items?.Length ?? 0))
            Array.Resize(ref _items, _count + more);
    }

    public void Add(Subscription subscription)
    {
        if (_count == (_items?.Length ?? 0))
            Reserve(Math.Max(1, _count / 2));
        _items![_count++] = subscription;
    }

    public void Remove(Subscription subscription)
    {
        var at = Items.IndexOf(subscription);
        _items![at] = _items[--_count];
        _items[_count] = null!;
    }

    public void Clear() => (_items, _count) = (null, 0);
}
