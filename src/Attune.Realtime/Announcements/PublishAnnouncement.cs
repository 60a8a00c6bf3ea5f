using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Announcements;

/// <summary>
/// <c>POST /v2/realtime/announcements</c>: one event in the topic of its audience. A repeat with the same id says the same as
/// the first time, also after it reached only some of the organisations.
/// </summary>
internal sealed class PublishAnnouncement(IStreamEngine engine, IAccess access, Ids ids, TimeProvider clock)
{
    private const int MaxTitle = 200;
    private const int MaxText = 4000;
    private const string DefaultType = "announcement.published";

    public async ValueTask<Outcome<AnnouncementReply>> RunAsync(EndpointCall call, AnnouncementRequest request)
    {
        if (Check(request) is { } wrong)
            return wrong;
        var found = await FindAudienceAsync(call, request.To!);
        if (found.Failure is { } failure)
            return failure;
        var (organisations, topic, name) = found.Value;
        var data = JsonSerializer.SerializeToUtf8Bytes(
            new Announcement(request.Title!, request.Text ?? "", request.Level ?? "info", name, request.ExpiresAt),
            AttuneJson.Wire.Announcement);
        var draft = new EventDraft(topic, request.Type ?? DefaultType, data, request.Id ?? ids.NewText());
        Receipt? first = null;
        foreach (var organisation in organisations)
        {
            var publisher = new Publisher(organisation, call.Caller.Principal, call.CorrelationId);
            var published = await engine.PublishAsync(publisher, new[] { draft }, call.Aborted);
            if (published.Failure is { } refused)
                return refused;
            first ??= published.Value[0];
        }

        return new AnnouncementReply(draft.Id!, topic, organisations, first!.Value.Seq, first.Value.Generation);
    }

    private Failure? Check(AnnouncementRequest request)
    {
        if (request.Title is not { Length: > 0 and <= MaxTitle })
            return RealtimeFailures.Invalid("title", $"must have 1 to {MaxTitle} characters");
        if (request.Text is { Length: > MaxText })
            return RealtimeFailures.Invalid("text", $"must have at most {MaxText} characters");
        if (request.Level is not (null or "info" or "warning" or "critical"))
            return RealtimeFailures.Invalid("level", "must be info, warning or critical");
        if (request.ExpiresAt <= clock.GetUtcNow())
            return RealtimeFailures.Invalid("expiresAt", "must lie in the future");
        return request.To is { } to && IsOne(to)
            ? null
            : RealtimeFailures.Invalid("to", "must be {\"everyone\":true}, {\"organisation\":\"…\"} or {\"group\":\"…\"}");
    }

    private static bool IsOne(AnnouncementAudience to) => (to.Everyone, to.Organisation, to.Group) switch
    {
        (true, null, null) => true,
        (null, { Length: > 0 }, null) => true,
        (null, null, { Length: > 0 }) => true,
        _ => false,
    };

    /// <summary>
    /// Beyond one's own organisation another right is needed: a pattern for all groups must not reach neighbours.
    /// </summary>
    private async ValueTask<Outcome<(IReadOnlyList<string> Organisations, string Topic, string Name)>> FindAudienceAsync(
        EndpointCall call, AnnouncementAudience to)
    {
        var own = call.Caller.Organisation;
        if (to.Group is { } group)
        {
            var topic = AnnouncementTopics.OfGroup(group);
            return await access.AllowAsync(call.Caller, RealtimeVerbs.Announce, topic, call.Aborted)
                ? ([own], topic, topic)
                : AccessFailures.Forbidden($"{RealtimeVerbs.Announce} {topic}");
        }

        var isOwn = to.Organisation == own;
        var (verb, resource) = isOwn ? (RealtimeVerbs.Announce, "organisation") : (RealtimeVerbs.AnnounceEverywhere, "");
        if (!await access.AllowAsync(call.Caller, verb, resource, call.Aborted))
            return AccessFailures.Forbidden($"{verb} {resource}".TrimEnd());
        if (isOwn)
            return ((IReadOnlyList<string>)[own], AnnouncementTopics.Everyone, "organisation");
        // A name that nobody uses must not make a log.
        var known = engine.Organisations;
        if (to.Organisation is not { } other)
        {
            IReadOnlyList<string> all = [.. known.Prepend(own).Distinct(StringComparer.Ordinal)];
            return (all, AnnouncementTopics.Everyone, "everyone");
        }

        return known.Contains(other)
            ? ((IReadOnlyList<string>)[other], AnnouncementTopics.Everyone, "organisation")
            : AnnouncementFailures.UnknownOrganisation(other);
    }
}
