using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedStreamEngine
{
    private const int MaxNameLength = 128;
    private const int MaxKeyBytes = 256;

    public ValueTask<Outcome<Receipt[]>> PublishAsync(
        Publisher publisher, ReadOnlyMemory<EventDraft> events, CancellationToken cancellation)
    {
        if (events.Length == 0)
            return Refuse(RealtimeFailures.Invalid("events", "is empty"));
        if (events.Length > _options.MaxEventsPerPublish)
            return Refuse(RealtimeFailures.Invalid("events",
                $"has {events.Length} items; at most {_options.MaxEventsPerPublish} are taken at once"));
        var drafts = new AddressedDraft[events.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            var addressed = Address(publisher, events.Span[i]);
            if (addressed.Failure is { } failure)
                return Refuse(events.Length == 1 ? failure : failure with { Detail = $"Item {i}: {failure.Detail}" });
            drafts[i] = addressed.Value;
        }

        var domain = (EmbeddedDomain)drafts[0].Topic.Domain;
        return drafts.All(draft => draft.Topic.Domain == domain)
            ? domain.PublishAsync(publisher, drafts)
            : Refuse(RealtimeFailures.Invalid("events",
                "name topics of several domains, which cannot be stored together; publish them one by one"));

        static ValueTask<Outcome<Receipt[]>> Refuse(Failure failure) => ValueTask.FromResult<Outcome<Receipt[]>>(failure);
    }

    public async ValueTask<Outcome<Receipt>> RedactAsync(
        Publisher publisher, string topic, string eventId, CancellationToken cancellation)
    {
        var found = FindTopic(publisher.Organisation, topic);
        if (found.Failure is { } unknown)
            return unknown;
        var domain = (EmbeddedDomain)found.Value.Domain;
        // The finishing event repeats the text of its stream: they go together.
        if (eventId.StartsWith(FinishingPrefix, StringComparison.Ordinal)
            && domain.FindStream(eventId[FinishingPrefix.Length..]) is { State: not AiStreamState.Open } stream
            && (await domain.RedactStreamAsync(stream)).Failure is { } kept)
            return kept;
        var erased = await domain.RedactAsync(found.Value, eventId);
        if (erased.Failure is { } failure)
            return failure;
        if (!erased.Value)
            return Failure.Of(RealtimeErrors.UnknownEvent, $"No event '{eventId}' of '{topic}' can be replayed.");
        var notice = new EventDraft(topic, "redacted", Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, eventId);
            json.WriteEndObject();
        }), NoticeId(eventId));
        var published = await PublishAsync(publisher, new[] { notice }, cancellation);
        return published.Failure is { } problem ? problem : published.Value[0];
    }

    public async ValueTask<Outcome<int>> EraseTopicAsync(
        string organisation, string topic, IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        var found = FindTopic(organisation, topic);
        if (found.Failure is { } unknown)
            return unknown;
        // The settings may give the topic a log of its own, or none; AI streams are always in the organisation's.
        var domain = (EmbeddedDomain)found.Value.Domain;
        var home = DomainOf(organisation, TopicRules.DefaultDomain);
        var erased = await domain.EraseTopicAsync(found.Value, domain == home ? streams : [], cancellation);
        if (erased.Failure is not null || domain == home)
            return erased;
        var texts = await home.EraseTopicAsync(topic: null, streams, cancellation);
        return texts.Failure is { } failure ? failure : erased.Value + texts.Value;
    }

    public async ValueTask<bool> HoldsAsync(
        string organisation, string topic, string eventId, CancellationToken cancellation) =>
        FindTopic(organisation, topic) is { Failure: null, Value: var found }
        && await Task.Run(() => ((EmbeddedDomain)found.Domain).Holds(found, eventId), cancellation);

    /// <summary>The same for the same event, so that redacting twice tells once; an id has its largest length.</summary>
    private static string NoticeId(string eventId) => eventId.Length < MaxNameLength - 16
        ? $"redacted:{eventId}"
        : $"redacted:{IdempotencyTable.KeyOf("", "", eventId):x}";

    /// <summary>Checks a draft and finds its topic.</summary>
    private Outcome<AddressedDraft> Address(Publisher publisher, in EventDraft draft)
    {
        var topic = FindTopic(publisher.Organisation, draft.Topic);
        if (topic.Failure is { } unknown)
            return unknown;
        if (draft.Type is not { Length: > 0 and <= MaxNameLength })
            return RealtimeFailures.Invalid("type", "must have 1 to 128 characters");
        if (draft.Id is { Length: 0 or > MaxNameLength })
            return RealtimeFailures.Invalid("id", "must have 1 to 128 characters");
        if (Utf8Length(draft.Key) > MaxKeyBytes || Utf8Length(draft.Scope) > MaxKeyBytes)
            return RealtimeFailures.Invalid(Utf8Length(draft.Key) > MaxKeyBytes ? "key" : "scope", "must have at most 256 bytes");
        if (draft.Data.Length > _options.MaxEventBytes)
            return RealtimeFailures.EventTooLarge(draft.Data.Length, _options.MaxEventBytes);
        if (draft.Data.IsEmpty || !IsUtf8(draft.Data.Span))
            return RealtimeFailures.Invalid("data", "must be a JSON value in UTF-8");
        UInt128? key = draft.Id is null ? null : IdempotencyTable.KeyOf(draft.Topic, publisher.Principal, draft.Id);
        return new AddressedDraft(topic.Value, draft.Type, draft.Id ?? _ids.NewText(), key, draft.Key, draft.Scope, draft.Data);
    }
}
