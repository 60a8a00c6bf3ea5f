using Attune.Realtime.Delivery;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>
/// The followers of one topic in one delivery shard: an array with swap-remove, O(1) both ways. Only the shard touches it;
/// the count may be read anywhere.
/// </summary>
internal sealed class SubscriberSet(Topic topic)
{
    private Subscription[] _items = [];
    private int _count;

    public Topic Topic { get; } = topic;

    /// <summary>How far the shard may deliver the topic's domain; set before the first follower.</summary>
    public DomainProgress? Progress { get; set; }

    public int Count => Volatile.Read(ref _count);

    public ReadOnlySpan<Subscription> Items => _items.AsSpan(0, _count);

    public void Add(Subscription subscription)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        subscription.Slot = _count;
        _items[_count] = subscription;
        Volatile.Write(ref _count, _count + 1);
    }

    public void Remove(Subscription subscription)
    {
        var last = _items[_count - 1];
        _items[subscription.Slot] = last;
        last.Slot = subscription.Slot;
        _items[_count - 1] = null!;
        Volatile.Write(ref _count, _count - 1);
    }
}
