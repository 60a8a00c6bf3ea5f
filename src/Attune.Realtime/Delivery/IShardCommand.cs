namespace Attune.Realtime.Delivery;

/// <summary>Something a shard does between deliveries, in the order in which it was posted.</summary>
internal interface IShardCommand
{
    void Run(DeliveryShard shard);
}
