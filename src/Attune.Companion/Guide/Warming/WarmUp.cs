using Attune.Companion.Guide.Drafts;
using Attune.Companion.Retrieval;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Failures;
using Attune.Foundation.Persistence;
using Attune.Inference;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Guide.Warming;

/// <summary>Loads what the first visitor would wait for: the search index, and the model where there is one.</summary>
internal sealed class WarmUp(KnowledgeIndexes indexes, VisitorModel model, TimeProvider clock)
{
    public const string Success = "success";
    public const string Skipped = "skipped";
    public const string Failed = "failed";

    /// <summary>A model that has to be loaded from a slow disk takes a while; nobody waits longer.</summary>
    private static readonly TimeSpan ModelLimit = TimeSpan.FromSeconds(30);

    /// <summary>Loads both, one after the other, and says how that went. Fails only when it is cancelled.</summary>
    /// <param name="organisation">Whose documents.</param>
    /// <param name="cancellation">Nobody wants it any more.</param>
    public async Task<RagWarmupReply> RunAsync(string organisation, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var loaded = await LoadAsync(organisation, cancellation);
        var search = loaded.Failure is { } failure
            ? new RagWarmupStep(Failed, failure.Detail, Milliseconds(started))
            : new RagWarmupStep(Success, $"{loaded.Value} passages can be searched by words; no embedding model is needed.",
                Milliseconds(started));
        var language = await AskModelAsync(cancellation);
        return new RagWarmupReply(search, language, search.Status != Failed && language.Status != Failed);
    }

    /// <summary>Loads the index.</summary>
    /// <returns>Passages that can be found.</returns>
    public async Task<Outcome<int>> LoadAsync(string organisation, CancellationToken cancellation)
    {
        try
        {
            return (await indexes.OfAsync(organisation, cancellation)).Passages;
        }
        catch (SqliteException error)
        {
            return DatabaseFailures.Unavailable(error);
        }
    }

    private async Task<RagWarmupStep> AskModelAsync(CancellationToken cancellation)
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
