using Attune.Contracts.Errors;
using Attune.Realtime.Access;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery;

internal sealed partial class DeliveryShard
{
    private readonly ExpiryWheel _expiry = new();

    /// <summary>Reminds the connection in time that its caller's credential ends, and ends it if it is not renewed.</summary>
    public void WatchExpiry(Connection connection)
    {
        // Only a WebSocket can renew; and a poll that was answered with a reminder would come back at once for the next.
        var first = connection.Transport == Connection.WebSocket ? connection.Caller.RenewFrom : null;
        if (connection.Caller.EndsAt is { } endsAt)
            _expiry.Set(connection, first < endsAt ? first.Value : endsAt);
        else
            _expiry.Remove(connection);
    }

    /// <summary>Lets a connection watch an AI stream no longer.</summary>
    /// <returns>False when it did not.</returns>
    public bool Unview(Connection connection, AiStream stream)
    {
        if (connection.Viewers is null || !connection.Viewers.TryGetValue(stream.Id, out var viewer) || viewer.Stream != stream)
            return false;
        connection.Viewers.Remove(stream.Id);
        connection.DirtyViewers?.Remove(viewer);
        stream.Viewers(Index).Remove(viewer);
        return true;
    }

    private void AdvanceExpiry(DateTimeOffset now) => _expiry.Advance(now.ToUnixTimeSeconds(), connection =>
    {
        if (connection.Caller.EndsAt is not { } endsAt)
            return;
        if (now >= endsAt)
        {
            Close(connection, ClosingCodes.TokenExpired);
            return;
        }

        Reply(connection, AccessFrames.Expiring(connection.Caller));
        _expiry.Set(connection, endsAt);
    });
}
