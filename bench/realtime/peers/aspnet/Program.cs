using RealtimePeers;

// Run as: RealtimePeers floor|kestrel|signalr PORT PUBLISH_PORT
var (port, publishPort) = (int.Parse(args[1]), int.Parse(args[2]));
await (args[0] switch
{
    "floor" => FloorServer.RunAsync(port, publishPort),
    "kestrel" => KestrelServer.RunAsync(port),
    "signalr" => SignalRServer.RunAsync(port),
    _ => throw new ArgumentException($"There is no server '{args[0]}'."),
});
