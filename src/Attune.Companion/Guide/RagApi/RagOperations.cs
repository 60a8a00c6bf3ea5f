using Attune.Companion.Guide.Warming;
using Attune.Companion.Retrieval;
using Attune.Contracts;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Companion.Guide.RagApi;

/// <summary>Loads what the first visitor would wait for, and says whether it is there.</summary>
internal sealed class RagOperations(KnowledgeIndexes indexes, WarmUp warmUp, TimeProvider clock)
{
    public ValueTask HealthAsync(HttpContext context)
    {
        var isLoaded = indexes.Loaded(KnowledgeLoader.LocalOrganisation) is not null;
        context.Response.Headers.CacheControl = "no-store";
        return RagWire.SendAsync(
            context, new RagHealth(isLoaded ? "healthy" : "starting", isLoaded, clock.GetUtcNow()), AttuneJson.Wire.RagHealth);
    }

    public async Task InitialiseAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var loaded = await warmUp.LoadAsync(OrganisationOf(context), context.RequestAborted);
        if (loaded.Failure is { } failure)
        {
            await RagWire.RefuseAsync(context, failure);
            return;
        }

        var took = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2);
        await RagWire.SendAsync(context, new RagInitReply(true, true, loaded.Value, took), AttuneJson.Wire.RagInitReply);
    }

    public async Task WarmUpAsync(HttpContext context)
    {
        var reply = await warmUp.RunAsync(OrganisationOf(context), context.RequestAborted);
        await RagWire.SendAsync(context, reply, AttuneJson.Wire.RagWarmupReply);
    }

    private static string OrganisationOf(HttpContext context) => new EndpointCall(context).Caller.Organisation;
}
