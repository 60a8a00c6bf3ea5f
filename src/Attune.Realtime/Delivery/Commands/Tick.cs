namespace Attune.Realtime.Delivery.Commands;

/// <summary>A second has passed.</summary>
internal sealed class Tick(DateTimeOffset now) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Tick(now);
}
