// Writes an answer word by word, as a language model would; whoever views the stream sees it grow and may stop it.
//   dotnet run samples/feed.cs [STREAM]          .NET 10; `ATTUNE_URL` names a server elsewhere
// See it in another terminal: curl -N http://127.0.0.1:8080/v2/realtime/streams/STREAM
#:project ../src/Attune.Client/Attune.Client.csproj
#:property RestorePackagesWithLockFile=false
using System.Runtime.CompilerServices;
using Attune.Client;

var stream = args.FirstOrDefault() ?? $"sample-{Environment.ProcessId}";
await using var client = new AttuneClient(Environment.GetEnvironmentVariable("ATTUNE_URL") ?? "http://127.0.0.1:8080");
client.Connect();

// Cancelled when a viewer stops the stream; it is ended then, and also when the words are over.
var outcome = await client.FeedAsync(stream, WordsAsync());
Console.WriteLine($"{stream}: {outcome.Length["text"]} bytes, {outcome.State}");

static async IAsyncEnumerable<string> WordsAsync([EnumeratorCancellation] CancellationToken stop = default)
{
    foreach (var word in "A stream is addressed by its bytes, so nobody who comes late misses a word.".Split(' '))
    {
        yield return $"{word} ";
        await Task.Delay(50, stop);
    }
}
