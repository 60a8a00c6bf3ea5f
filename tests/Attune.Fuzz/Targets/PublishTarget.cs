using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Attune.Fuzz.Fuzzing;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Fuzz.Targets;

/// <summary>
/// The body of an HTTP publish, down to the frame that subscribers get. Promises: a body that is no JSON is refused; what is
/// accepted is delivered as valid JSON with the <c>data</c> byte for byte; all of a body or nothing.
/// </summary>
internal sealed class PublishTarget : IFuzzTarget
{
    private const int MostEvents = 3;
    private const string Room = "memory:1";

    private readonly EngineUnderTest _engine = new();
    private long _last;

    public PublishTarget() => _engine.Open();

    public string Name => "publish";

    public int Rounds => 3000;

    public byte[] Generate(Chance chance) => JsonGrammar.Publish(chance);

    public async ValueTask<string> RunAsync(byte[] input)
    {
        var read = EventDraftReader.ReadBody(input, MostEvents);
        if (read.Failure is { } unreadable)
            return $"{unreadable.Code} {unreadable.Detail?.Split(' ')[0]}";
        using var document = JsonDocument.Parse(input);
        var (drafts, isArray) = read.Value;
        Promise.Same(document.RootElement.ValueKind == JsonValueKind.Array, isArray, "an array is told from an object");
        var elements = isArray ? [.. document.RootElement.EnumerateArray()] : (JsonElement[])[document.RootElement];
        Promise.Same(elements.Length, drafts.Length, "every event of the body counts");
        Promise.Holds(drafts.Length <= MostEvents, "no more events than the limit");
        foreach (var (draft, element) in drafts.Zip(elements))
        {
            var data = element.EnumerateObject().LastOrDefault(property => property.NameEquals("data")).Value;
            var expected = data.ValueKind == JsonValueKind.Undefined ? "null"u8 : JsonMarshal.GetRawUtf8Value(data);
            Promise.Holds(draft.Data.Span.SequenceEqual(expected), "data is kept as it was written");
        }

        return await PublishAsync(drafts);
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> PublishAsync(EventDraft[] drafts)
    {
        var published = await _engine.Engine.PublishAsync(EngineUnderTest.Publisher, drafts, CancellationToken.None);
        var topic = _engine.Topic(Room);
        if (published.Failure is { } refused)
        {
            Promise.Same(_last, topic.Position, "a refused publish leaves nothing behind");
            return refused.Code;
        }

        var before = _last;
        var page = await _engine.Engine.ReadAsync(topic, before, 1000, CancellationToken.None);
        var delivered = page.Frames.SelectMany(ReadBack.Of).Where(one => one.Seq > before).ToDictionary(one => one.Seq);
        foreach (var (draft, receipt) in drafts.Zip(published.Value))
        {
            // A repeated id is answered with what it first got.
            if (receipt.Seq <= before || !delivered.Remove(receipt.Seq, out var one))
                continue;
            Promise.Same(Encoding.UTF8.GetString(draft.Data.Span), one.Data, "data is delivered byte for byte");
            Promise.Same(receipt.Id, one.Id, "the id is delivered");
        }

        Promise.Same(0, delivered.Count, "nothing is delivered that was not published");
        _last = topic.Position;
        var (hasScope, hasKey) = (Array.Exists(drafts, draft => draft.Scope is not null),
            Array.Exists(drafts, draft => draft.Key is not null));
        return $"published {drafts.Length} {_last - before} {hasScope} {hasKey}";
    }
}
