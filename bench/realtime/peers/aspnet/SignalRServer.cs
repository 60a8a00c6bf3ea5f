using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace RealtimePeers;

/// <summary>One hub with groups, the JSON protocol and default options.</summary>
internal static class SignalRServer
{
    public static Task RunAsync(int port)
    {
        var builder = PublishDoor.CreateBuilder(port);
        builder.Services.AddSignalR();
        var app = builder.Build();
        var hub = app.Services.GetRequiredService<IHubContext<EventHub>>();
        app.MapDoor(async (topic, body) =>
        {
            using var data = JsonDocument.Parse(body);
            var audience = topic == "all" ? hub.Clients.All : hub.Clients.Group(topic);
            // A copy, because the document's memory goes back to a pool while slow connections may still wait.
            await audience.SendAsync("event", data.RootElement.Clone());
        });
        app.MapHub<EventHub>("/hub");
        return app.RunAsync();
    }
}
