using System.Text.Json;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The HTTP side of the protocol: publish and history.</summary>
internal sealed class HttpApi(JsonCalls calls)
{
    private const int PageSize = 500;

    /// <summary>Publishes events, all or none, and returns their seqs in the same order.</summary>
    /// <exception cref="ConnectionLostException">No usable answer came: it is not known whether they were stored.</exception>
    /// <exception cref="RefusedException">They were refused for good.</exception>
    public async Task<IReadOnlyList<long>> PublishAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellation)
    {
        var reply = await calls.CallAsync(
            HttpMethod.Post, "/v2/realtime/publish", ClientFrames.PublishBody(drafts), cancellation);
        var receipts = reply.ValueKind == JsonValueKind.Array ? reply.EnumerateArray().ToList() : [reply];
        var ids = receipts.Select(receipt => JsonCalls.Field(receipt, "id").GetString());
        if (!ids.SequenceEqual(drafts.Select(draft => draft.Id)))
            throw new RefusedException("malformed_reply", $"these receipts are not for the ids sent: {reply.GetRawText()}");
        return [.. receipts.Select(receipt => JsonCalls.Field(receipt, "seq").GetInt64())];
    }

    /// <summary>Reads the whole log of a topic, page by page.</summary>
    public async Task<IReadOnlyList<LogEvent>> ReadLogAsync(string topic, CancellationToken cancellation)
    {
        var log = new List<LogEvent>();
        while (true)
        {
            var after = log.Count == 0 ? 0 : log[^1].Seq;
            var address = $"/v2/realtime/history?topic={Uri.EscapeDataString(topic)}&after={after}&limit={PageSize}";
            var page = await calls.CallAsync(HttpMethod.Get, address, null, cancellation);
            var before = log.Count;
            log.AddRange(JsonCalls.Field(page, "events").EnumerateArray().Select(item => LogEvent.Read(topic, item)));
            if (!JsonCalls.Field(page, "more").GetBoolean())
                return log;
            if (log.Count == before)
                throw new RefusedException("malformed_reply", $"an empty page promises more of '{topic}' after {after}");
        }
    }
}
