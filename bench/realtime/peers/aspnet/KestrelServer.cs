namespace RealtimePeers;

/// <summary>What a team writes first: ASP.NET Core's WebSockets and a loop over the connections.</summary>
internal static class KestrelServer
{
    private static readonly byte[] Ready = "ready"u8.ToArray();

    public static Task RunAsync(int port)
    {
        var audience = new Audience();
        var app = PublishDoor.CreateBuilder(port).Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.MapDoor((topic, body) =>
        {
            audience.Broadcast(topic, body);
            return Task.CompletedTask;
        });
        app.MapGet("/stream", (RequestDelegate)(async context =>
        {
            var topics = context.Request.Query["topics"].ToString().Split(',');
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var member = new KestrelMember(socket);
            audience.Join(member, topics);
            member.Send(Ready);
            await member.ReadAwayAsync(context.RequestAborted);
            audience.Leave(member, topics);
        }));
        return app.RunAsync();
    }
}
