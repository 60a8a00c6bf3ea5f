using System.Globalization;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.Announcements;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Transports.Http;

/// <summary>
/// What an event stream or a long poll asks for: <c>?topics=a,b&amp;cursor=…</c>, or instead of the cursor
/// <c>lastSeq</c> and <c>generation</c> of the last event seen, as in the handshake of a WebSocket.
/// </summary>
/// <param name="Start">Where each topic begins.</param>
/// <param name="Scope">Only events with this scope; null for all.</param>
/// <param name="HasPosition">False for a client that follows from now on.</param>
internal sealed record TopicsQuery(StartingPoint Start, string? Scope, bool HasPosition)
{
    /// <summary>Reads the query, finds the topics and asks for the right to each.</summary>
    public static async ValueTask<Outcome<TopicsQuery>> ReadAsync(EndpointCall call, SessionServices services)
    {
        var names = (call.Query("topics") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).ToList();
        if (call.Query("announcements") == "true")
            names = [.. names.Union(AnnouncementTopics.Of(call.Caller, services.Engine).Select(topic => topic.Name))];
        if (names.Count == 0)
            return RealtimeFailures.Invalid("topics", "must name at least one topic");
        if (names.Count > services.Options.MaxTopicsPerConnection)
            return RealtimeFailures.TooManyTopics(services.Options.MaxTopicsPerConnection);
        if (services.Admission.Follow(call.Http.Features.Get<AdmissionPass>(), names.Count) is { } full)
            return full;
        var request = ReadPosition(call, services.Tokens);
        if (request.Failure is { } unreadable)
            return unreadable;
        var topics = new List<Topic>(names.Count);
        foreach (var name in names)
        {
            var found = services.Engine.FindTopic(call.Caller.Organisation, name);
            if (found.Failure is { } unknown)
                return unknown;
            if (!AnnouncementTopics.IsFor(call.Caller, name) && !await services.Access.AllowAsync(call.Caller, RealtimeVerbs.Subscribe, name, call.Aborted))
                return AccessFailures.Forbidden($"{RealtimeVerbs.Subscribe} {name}");
            topics.Add(found.Value);
        }

        return new TopicsQuery(StartingPoint.Of(topics, request.Value), call.Query("propertyId"),
            request.Value is not { Resume: null, LastSeq: null });
    }

    private static Outcome<StartRequest> ReadPosition(EndpointCall call, ResumeTokens tokens)
    {
        // What a browser sends by itself is newer than the address that its page gave it.
        var header = call.Http.Request.Headers["Last-Event-ID"].ToString();
        var cursor = header.Length > 0 ? header : call.Query("cursor");
        if (cursor is { Length: > 0 })
        {
            return tokens.Read(call.Caller.Organisation, cursor) is { } position
                ? new StartRequest(null, null, null, position)
                : RealtimeFailures.Invalid("cursor", "is not a token of this server");
        }

        if (call.Query("lastSeq") is not { } text)
            return default(StartRequest);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lastSeq)
            ? new StartRequest(lastSeq, null, call.Query("generation"), null)
            : RealtimeFailures.Invalid("lastSeq", "must be a whole number, 0 or more");
    }
}
