using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Let the first ping come after so many seconds: a long poll takes it as the end of its wait.</summary>
internal sealed class WakeAfter(Connection connection, int seconds) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (!connection.IsGone && !connection.IsClosing)
            shard.PingAfter(connection, seconds);
    }
}
