using Attune.Contracts.Errors;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

/// <summary>Frames that were read from the log for a subscription; null when reading failed.</summary>
internal sealed class PageArrived(Subscription subscription, IReadOnlyList<EventFrame>? page) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        var connection = subscription.Connection;
        connection.IsReading = false;
        shard.Counters.AddSlow(-1);
        var index = subscription.Topic.Index;
        var isTrimmed = subscription.NextUnit < index.FirstUnit;
        if (page is null || (page.Count == 0 && !isTrimmed && subscription.NextUnit < index.NextUnit))
        {
            // What the index promises cannot be read: let the client come back later rather than skip anything.
            shard.Close(connection, ClosingCodes.TooSlow);
            return;
        }

        // A page that begins later was overtaken by trimming; the next look tells the gap.
        subscription.Page = page.Count > 0 && page[0].Unit == subscription.NextUnit ? page : null;
        shard.MarkDue(connection);
    }
}
