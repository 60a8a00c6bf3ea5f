using Microsoft.AspNetCore.SignalR;

namespace RealtimePeers;

/// <summary>Puts each connection into the groups that it asks for.</summary>
internal sealed class EventHub : Hub
{
    public override async Task OnConnectedAsync()
    {
        var topics = Context.GetHttpContext()!.Request.Query["topics"].ToString().Split(',');
        foreach (var topic in topics)
            await Groups.AddToGroupAsync(Context.ConnectionId, topic);
        await Clients.Caller.SendAsync("ready");
    }
}
