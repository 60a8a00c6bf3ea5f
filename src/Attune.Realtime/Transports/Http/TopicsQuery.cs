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
/// <c>lastSeq</c> and <c>generation</c> of the last event seen, as in the handshake of a WebSocket; <c>lastSeq</c> may also be
/// a list of one number for each topic, of which an empty one means from now on.
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
        var request = ReadPosition(call, names, services.Tokens);
        if (request.Failure is { } unreadable)
            return unreadable;
        var topics = new List<Topic>(names.Count);
        foreach (var name in names)
        {
            var found = services.Engine.FindTopic(call.Caller.Organisation, name);
            if (found.Failure is { } unknown)
                return unknown;
            if (!AnnouncementTopics.IsFor(call.Caller, name)
                && !await services.Access.AllowAsync(call.Caller, RealtimeVerbs.Subscribe, name, call.Aborted))
                return AccessFailures.Forbidden($"{RealtimeVerbs.Subscribe} {name}");
            topics.Add(found.Value);
        }

        return new TopicsQuery(StartingPoint.Of(topics, request.Value), call.Query("propertyId"),
            request.Value is not { Resume: null, LastSeq: null, LastSeqByService: null });
    }

    private static Outcome<StartRequest> ReadPosition(EndpointCall call, List<string> names, ResumeTokens tokens)
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
        if (text.Contains(',', StringComparison.Ordinal))
            return ReadList(text.Split(','), names, call.Query("generation"));
        return TryNumber(text, out var lastSeq)
            ? new StartRequest(lastSeq, null, call.Query("generation"), null)
            : RealtimeFailures.Invalid("lastSeq", "must be a whole number, 0 or more");
    }

    /// <summary>One number for each topic, in their order.</summary>
    private static Outcome<StartRequest> ReadList(string[] numbers, List<string> names, string? generation)
    {
        if (numbers.Length != names.Count)
            return RealtimeFailures.Invalid("lastSeq", "must be one number, or one for each of the different topics");
        var byService = new Dictionary<string, long>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i].Length == 0)
                continue;
            if (!TryNumber(numbers[i], out var lastSeq))
                return RealtimeFailures.Invalid("lastSeq", "must hold whole numbers, 0 or more");
            byService[names[i]] = lastSeq;
        }

        return byService.Count == 0 ? default(StartRequest) : new StartRequest(null, byService, generation, null);
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
