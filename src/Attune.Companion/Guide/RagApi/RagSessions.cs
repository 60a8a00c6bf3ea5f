using Attune.Companion.Guide.Visits;
using Attune.Contracts;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Companion.Guide.RagApi;

/// <summary>Shows and ends the sittings of visitors.</summary>
internal sealed class RagSessions(Sittings sittings, TimeProvider clock)
{
    public ValueTask ReadAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        var id = call.Route("id");
        if (VisitorQuestions.CheckSitting(id, "id") is { } failure)
            return RagWire.RefuseAsync(context, failure);
        var messages = sittings.Read(VisitorQuestions.Sitting(call.Caller, id))
            .SelectMany(turn => (RagMessage[])[new("user", turn.Question), new("assistant", turn.Answer)]).ToList();
        return RagWire.SendAsync(context, new RagHistoryReply(id, messages, messages.Count), AttuneJson.Wire.RagHistoryReply);
    }

    public ValueTask ClearAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        return EndAsync(context, call.Route("id"), "id");
    }

    public async Task CloseAsync(HttpContext context)
    {
        var body = await RagWire.ReadAsync(context, AttuneJson.Wire.RagCloseRequest);
        if (body.Failure is { } failure)
            await RagWire.RefuseAsync(context, failure);
        else
            await EndAsync(context, body.Value.SessionId, "session_id");
    }

    private ValueTask EndAsync(HttpContext context, string? id, string field)
    {
        if (VisitorQuestions.CheckSitting(id, field) is { } failure)
            return RagWire.RefuseAsync(context, failure);
        var cleared = sittings.Remove(VisitorQuestions.Sitting(new EndpointCall(context).Caller, id));
        var reply = new RagCloseReply(true, cleared is not null, cleared ?? 0, clock.GetUtcNow());
        return RagWire.SendAsync(context, reply, AttuneJson.Wire.RagCloseReply);
    }
}
