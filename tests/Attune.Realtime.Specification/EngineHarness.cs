using System.Text;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;
using Attune.TestKit.Time;

namespace Attune.Realtime.Specification;

/// <summary>An engine under test with what a test needs around it. Each engine's test project makes its own.</summary>
internal abstract class EngineHarness : IAsyncDisposable
{
    public const string Organisation = "local";

    public ManualClock Clock { get; } = new();

    /// <summary>The engine as it runs now.</summary>
    public abstract IStreamEngine Engine { get; }

    /// <summary>What was announced since the last start, in order.</summary>
    public List<CommitNotice> Notices { get; } = [];

    /// <summary>Ends the engine as kill -9 would (nothing is flushed or marked) and starts it again on what was stored.</summary>
    public abstract Task CrashAsync();

    /// <summary>Takes away everything that was stored and starts again.</summary>
    public abstract Task LoseStorageAsync();

    /// <summary>Lets writes fail, or work again.</summary>
    public abstract void FailWrites(bool fail);

    public abstract ValueTask DisposeAsync();

    public static Publisher Publisher(string principal = "owner") => new(Organisation, principal);

    public static EventDraft Draft(string topic, string type = "t", string data = "1", string? id = null) =>
        new(topic, type, Encoding.UTF8.GetBytes(data), id);

    public async Task<Receipt> PublishAsync(string topic, string type = "t", string data = "1", string? id = null) =>
        (await TryPublishAsync(Draft(topic, type, data, id))).Value[0];

    public async Task<Outcome<Receipt[]>> TryPublishAsync(params EventDraft[] drafts) =>
        await Engine.PublishAsync(Publisher(), drafts, CancellationToken.None);

    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string topic, long after = 0, int limit = 1000)
    {
        var page = await Engine.ReadAsync(Topic(topic), after, limit, CancellationToken.None);
        return [.. page.Frames.SelectMany(StoredEvent.Of).Where(stored => stored.Seq > after).Take(limit)];
    }

    public Topic Topic(string name) => Engine.FindTopic(Organisation, name).Value;

    public ValueTask<Outcome<long>> AppendAsync(
        string stream, long at, string text, string? topic = null, string part = "text") =>
        Engine.AppendAsync(
            Publisher(), new AiStreamAppend(stream, part, at, Encoding.UTF8.GetBytes(text), topic), CancellationToken.None);

    /// <summary>Appends as somebody: a connection, a request.</summary>
    public Task<Outcome<long>> AppendAsAsync(
        StreamProducer producer, string stream, long at, string text, long? rollUp = null, string part = "text",
        string principal = "owner") =>
        Engine.AppendAsync(Publisher(principal) with { Producer = producer },
            new AiStreamAppend(stream, part, at, Encoding.UTF8.GetBytes(text), null, rollUp), CancellationToken.None).AsTask();

    /// <summary>Lets time pass and the second strike.</summary>
    public async Task PassAsync(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        await Engine.ExpireLeasesAsync();
    }

    public async Task<AiStream> StreamAsync(string id) =>
        (await Engine.FindStreamAsync(Organisation, id, CancellationToken.None)).Value;

    public async Task<string> TextAsync(string stream, string part = "text") =>
        Encoding.UTF8.GetString((await StreamAsync(stream)).FindPart(part)!.ToArray());
}
