using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Do something to one group of the connections, of which every connection belongs to exactly one.</summary>
/// <param name="wave">Which group, from 0.</param>
/// <param name="waves">How many there are.</param>
/// <param name="what">What is done to each connection.</param>
internal sealed class ForWave(int wave, int waves, Action<DeliveryShard, Connection> what) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        foreach (var connection in shard.Connections)
        {
            if (WaveOf(connection.Id, waves) == wave)
                what(shard, connection);
        }
    }

    /// <summary>Numbers are dealt to the shards in turn, so their lowest bits say nothing within a shard.</summary>
    internal static int WaveOf(long connection, int waves) => (int)((connection >> 4) % waves);
}
