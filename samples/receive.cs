// Follows a topic and goes on where it was, however often the connection or the server goes away.
//   dotnet run samples/receive.cs [TOPIC]        .NET 10; `ATTUNE_URL` names a server elsewhere
#:project ../src/Attune.Client/Attune.Client.csproj
#:property RestorePackagesWithLockFile=false
using Attune.Client;

var topic = args.FirstOrDefault() ?? "room:lobby";
await using var client = new AttuneClient(Environment.GetEnvironmentVariable("ATTUNE_URL") ?? "http://127.0.0.1:8080");
client.StatusChanged += (_, status) => Console.Error.WriteLine($"-- {status.State} {status.Transport}");
client.Connect();

await using var news = client.Subscribe(topic, new TopicPosition(0));
await foreach (var one in news)
{
    Console.WriteLine(one switch
    {
        TopicEvent what => $"{what.Position.Seq} {what.Type} {what.Data}",
        TopicGap gap => $"events {gap.From} to {gap.To} do not come: {gap.Reason}",
        _ => $"the server lost its newest events: forget what came after {one.Position.Seq}",
    });
}
