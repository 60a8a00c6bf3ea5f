using Attune.Companion.Guide.Drafts;
using Attune.Companion.Retrieval;
using Attune.Contracts;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Foundation.Persistence;
using Attune.Inference;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Guide.RagApi;

/// <summary>Loads what the first visitor would wait for, and says whether it is there.</summary>
internal sealed class RagOperations(KnowledgeIndexes indexes, VisitorModel model, TimeProvider clock)
{
    private const string Success = "success";
    private const string Skipped = "skipped";
    private const string Failed = "failed";

    /// <summary>A model that has to be loaded from a slow disk takes a while; nobody waits longer.</summary>
    private static readonly TimeSpan ModelLimit = TimeSpan.FromSeconds(30);

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
        var loaded = await LoadAsync(context);
        if (loaded.Failure is { } failure)
        {
            await RagWire.RefuseAsync(context, failure);
            return;
        }

        var reply = new RagInitReply(true, true, loaded.Value, Milliseconds(started));
        await RagWire.SendAsync(context, reply, AttuneJson.Wire.RagInitReply);
    }

    public async Task WarmUpAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var loaded = await LoadAsync(context);
        var search = loaded.Failure is { } failure
            ? new RagWarmupStep(Failed, failure.Detail, Milliseconds(started))
            : new RagWarmupStep(Success, $"{loaded.Value} passages can be searched by words; no embedding model is needed.",
                Milliseconds(started));
        var language = await WarmUpModelAsync(context.RequestAborted);
        var reply = new RagWarmupReply(search, language, search.Status != Failed && language.Status != Failed);
        await RagWire.SendAsync(context, reply, AttuneJson.Wire.RagWarmupReply);
    }

    /// <returns>Passages that can be found.</returns>
    private async Task<Outcome<int>> LoadAsync(HttpContext context)
    {
        try
        {
            var organisation = new EndpointCall(context).Caller.Organisation;
            return (await indexes.OfAsync(organisation, context.RequestAborted)).Passages;
        }
        catch (SqliteException error)
        {
            return DatabaseFailures.Unavailable(error);
        }
    }

    private async Task<RagWarmupStep> WarmUpModelAsync(CancellationToken cancellation)
    {
        if (!model.IsConfigured)
            return new RagWarmupStep(Skipped, "No language model is connected; the rules answer.", 0);
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(ModelLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            await model.WarmUpAsync(either.Token);
            return new RagWarmupStep(Success, "The language model answers.", Milliseconds(started));
        }
        catch (Exception error) when (error is ModelUnavailableException or ModelInterruptedException)
        {
            return new RagWarmupStep(Failed, error.Message, Milliseconds(started));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new RagWarmupStep(
                Failed, $"The language model did not answer within {ModelLimit.TotalSeconds:0} s.", Milliseconds(started));
        }
    }

    private double Milliseconds(long since) => Math.Round(clock.GetElapsedTime(since).TotalMilliseconds, 2);
}
