namespace RealtimeLoad.Systems;

/// <summary>Every server that can be measured, in the order in which they take turns.</summary>
internal static class ServerCatalogue
{
    /// <param name="attune">Path of the published program.</param>
    /// <param name="dotnetPeers">Path of the published program with the peers in C#.</param>
    /// <param name="nodePeers">Folder of the peers in JavaScript, its packages installed.</param>
    public static IReadOnlyList<ServerKind> Create(string attune, string dotnetPeers, string nodePeers)
    {
        string[] Peer(string kind, Place place) => [dotnetPeers, kind, $"{place.Port}", $"{place.PublishPort}"];
        string[] Node(string script, Place place) =>
            ["node", "--expose-gc", Path.Combine(nodePeers, script), $"{place.Port}"];
        return
        [
            new("attune", "Attune as published, default settings (history on, events on disk before delivery)",
                place => [attune, "serve", "--data", place.Folder, "--urls", $"http://127.0.0.1:{place.Port}"],
                audience => new AttuneDialect(audience)),
            new("floor", "hand-written: one finished frame into every Kestrel socket, no HTTP, no history",
                place => Peer("floor", place), audience => new PeerDialect(audience, "/?"), PublishesApart: true),
            new("kestrel", "ASP.NET Core WebSockets and a loop", place => Peer("kestrel", place),
                audience => new PeerDialect(audience, "/stream?")),
            new("signalr", "ASP.NET Core SignalR, JSON protocol, WebSocket without negotiation",
                place => Peer("signalr", place), audience => new SignalRDialect(audience)),
            new("ws", "npm ws 8.23.0, no deflate", place => Node("ws.mjs", place),
                audience => new PeerDialect(audience, "/?")),
            new("socketio", "Socket.IO 4.8.4, WebSocket only, no deflate", place => Node("socketio.mjs", place),
                audience => new SocketIoDialect(audience)),
        ];
    }
}
