using System.Text.RegularExpressions;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedStreamEngine
{
    public ValueTask<Outcome<long>> AppendAsync(Publisher publisher, AiStreamAppend append, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (CheckAppend(publisher, append) is { } failure)
            return ValueTask.FromResult<Outcome<long>>(failure);
        var domain = DomainOf(publisher.Organisation, TopicRules.DefaultDomain);
        if (domain.FindStream(append.Stream) is { } stream)
        {
            var part = stream.FindPart(append.Part);
            if (part is null && stream.Parts.Count >= _options.AiStreams.MaxParts)
            {
                return ValueTask.FromResult<Outcome<long>>(Failure.Of(RealtimeErrors.StreamTooLarge,
                    $"A stream has at most {_options.AiStreams.MaxParts} parts."));
            }

            // A repeat after a restart. Read here and now: appends that come one behind the other keep their order.
            if (part is { IsLoaded: false } && append.At < part.Length)
                domain.Load(stream);
        }

        return domain.AppendAsync(publisher, append);
    }

    public async ValueTask<Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        Publisher publisher, string stream, AiStreamState state, CancellationToken cancellation)
    {
        if (state == AiStreamState.Open)
            return RealtimeFailures.Invalid("state", "must be complete, cancelled or failed");
        var found = await FindStreamAsync(publisher.Organisation, stream, cancellation);
        if (found.Failure is { } unknown)
            return unknown;
        var domain = DomainOf(publisher.Organisation, TopicRules.DefaultDomain);
        var ended = await domain.EndAsync(
            publisher, found.Value, state, () => FinishingEvent(publisher, found.Value, state));
        return ended.Failure is { } failure ? failure : Outcome.Of(found.Value.Lengths);
    }

    public async ValueTask<Outcome<AiStream>> StopAsync(Publisher publisher, string stream, CancellationToken cancellation)
    {
        var found = await FindStreamAsync(publisher.Organisation, stream, cancellation);
        if (found.Failure is not null || found.Value.State.IsFinal())
            return found;
        var domain = DomainOf(publisher.Organisation, TopicRules.DefaultDomain);
        if (found.Value.HasProducer)
        {
            // Told before it is stored: stopping must not wait for a disk.
            domain.RequestStop(found.Value);
            var noted = await domain.NoteStopAsync(publisher, found.Value);
            return noted.Failure is { } problem ? problem : found;
        }

        // With nobody there who could stop writing, the stream ends here and now.
        var ended = await CancelAsync(domain, publisher, found.Value);
        return ended.Failure is { } failure ? failure : found;
    }

    public async Task ExpireLeasesAsync()
    {
        foreach (var domain in _domains.Values)
        {
            foreach (var stream in domain.ExpireLeases())
                await CancelAsync(domain, new Publisher(stream.Organisation, stream.Owner ?? ""), stream);
        }
    }

    private async ValueTask<Outcome<bool>> CancelAsync(EmbeddedDomain domain, Publisher publisher, AiStream stream)
    {
        // The finishing event holds the text, and after a restart the text is still on disk.
        await LoadAsync(domain, stream, CancellationToken.None);
        var itself = publisher with { Producer = null };
        return await domain.EndAsync(
            itself, stream, AiStreamState.Cancelled, () => FinishingEvent(itself, stream, AiStreamState.Cancelled));
    }

    public async ValueTask<Outcome<AiStream>> FindStreamAsync(string organisation, string stream, CancellationToken cancellation)
    {
        var domain = DomainOf(organisation, TopicRules.DefaultDomain);
        if (domain.FindStream(stream) is not { } found)
            return RealtimeFailures.UnknownStream(stream);
        found.WantedAt = WireTime.Now(_clock);
        await LoadAsync(domain, found, cancellation);
        return found;
    }

    public AiStream OpenStream(string organisation, string stream) =>
        DomainOf(organisation, TopicRules.DefaultDomain).ReserveStream(stream);

    public async ValueTask<Outcome<bool>> RedactStreamAsync(Publisher publisher, string stream, CancellationToken cancellation)
    {
        var found = await FindStreamAsync(publisher.Organisation, stream, cancellation);
        if (found.Failure is { } unknown)
            return unknown;
        var domain = DomainOf(publisher.Organisation, TopicRules.DefaultDomain);
        if (found.Value is { Topic: { } topic, State: var state } && state.IsFinal())
        {
            // The event may have been trimmed already; any other failure must be told.
            var finishing = await RedactAsync(publisher, topic, FinishingId(stream), cancellation);
            if (finishing.Failure is { } kept && kept.Code != RealtimeErrors.UnknownEvent.Code)
                return kept;
            return await domain.RedactStreamAsync(found.Value);
        }

        // Ended first, so that no append follows what is erased.
        if (!found.Value.State.IsFinal()
            && (await domain.EndAsync(publisher with { Producer = null }, found.Value, AiStreamState.Cancelled, () => null))
                .Failure is { } failure)
            return failure;
        return await domain.RedactStreamAsync(found.Value);
    }

    public IReadOnlyDictionary<AiStreamState, long> StreamsByState => _domains.Values
        .SelectMany(domain => domain.Streams)
        .CountBy(stream => stream.State)
        .ToDictionary(pair => pair.Key, pair => (long)pair.Value);

    public long OrphanedStreams => _domains.Values.Sum(domain => domain.OrphanedStreams);

    public IReadOnlyList<AiStream> Streams(string organisation, int limit) =>
        [.. DomainOf(organisation, TopicRules.DefaultDomain).Streams.OrderByDescending(stream => stream.LastAt).Take(limit)];

    private static async ValueTask LoadAsync(EmbeddedDomain domain, AiStream stream, CancellationToken cancellation)
    {
        if (stream.Parts.Any(part => !part.IsLoaded))
            await Task.Run(() => domain.Load(stream), cancellation);
    }

    private Failure? CheckAppend(Publisher publisher, in AiStreamAppend append)
    {
        if (append.Stream is null || !StreamId().IsMatch(append.Stream))
            return RealtimeFailures.Invalid("stream", "must be 1 to 128 of A-Z a-z 0-9 : _ . / -");
        if (append.Part is null || !PartName().IsMatch(append.Part))
            return RealtimeFailures.Invalid("part", "must be 1 to 64 of a-z 0-9 _ . - and begin with a letter");
        if (append.At < 0)
            return Failure.Of(RealtimeErrors.BadPosition, "'at' must not be negative.");
        if (append.Utf8.Length > _options.AiStreams.MaxAppendBytes)
            return Failure.Of(RealtimeErrors.StreamTooLarge, $"An append has at most {_options.AiStreams.MaxAppendBytes} bytes.");
        if (!IsUtf8(append.Utf8.Span))
            return RealtimeFailures.Invalid("data", "must hold whole characters in UTF-8");
        if (append.RollUp is not (null or 0 or 20 or 40 or 100))
            return RealtimeFailures.Invalid("rollUp", "must be 0, 20, 40 or 100");
        if (append.Topic is null)
            return null;
        var topic = FindTopic(publisher.Organisation, append.Topic);
        if (topic.Failure is { } unknown)
            return unknown;
        return topic.Value.Domain.Name == TopicRules.DefaultDomain
            ? null
            : RealtimeFailures.Invalid("topic", "must be numbered by the organisation's own domain to get a finishing event");
    }

    /// <summary>A finished stream is one event in its topic; one without a topic leaves none.</summary>
    private AddressedDraft? FinishingEvent(Publisher publisher, AiStream stream, AiStreamState state)
    {
        if (stream.Topic is null || FindTopic(publisher.Organisation, stream.Topic) is not { Failure: null, Value: var topic })
            return null;
        var name = ServerFrames.StateName(state);
        var data = Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("stream"u8, stream.Id);
            json.WriteString("state"u8, name);
            json.WriteStartObject("length"u8);
            foreach (var (part, length) in stream.Lengths)
                json.WriteNumber(part, length);
            json.WriteEndObject();
            // The text itself, as long as it fits an event; a longer one is read from the stream.
            if (stream.Lengths.Values.Sum() < _options.MaxEventBytes / 4)
            {
                json.WriteStartObject("parts"u8);
                foreach (var part in stream.Parts)
                    json.WriteString(part.Name, part.ToArray());
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        return new AddressedDraft(topic, $"stream.{(state == AiStreamState.Complete ? "completed" : name)}",
            FinishingId(stream.Id), IdempotencyTable.KeyOf(stream.Topic, publisher.Principal, FinishingId(stream.Id)),
            null, null, data);
    }

    private const string FinishingPrefix = "finished:";

    private static string FinishingId(string stream) => FinishingPrefix + stream;

    [GeneratedRegex(@"\A[A-Za-z0-9:_./-]{1,128}\z")]
    private static partial Regex StreamId();

    [GeneratedRegex(@"\A[a-z][a-z0-9_.-]{0,63}\z")]
    private static partial Regex PartName();
}
