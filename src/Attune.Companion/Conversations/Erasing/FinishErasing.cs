using Attune.Companion.Replies.Writing;
using Attune.Companion.Storage;
using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Conversations.Erasing;

/// <summary>
/// Finishes erasing what a stop, a sick disk or a caller who left has interrupted: at the start, and whenever something is left.
/// </summary>
internal sealed class FinishErasing(
    SqliteDatabase plain, ConversationsDatabase database, EraseConversation erase, DeletedTraces traces,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<FinishErasing> log) : BackgroundService
{
    private readonly WakeSignal _left = new();

    /// <summary>There may be a conversation that is marked and not erased.</summary>
    public void Wake() => _left.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        var failures = 0;
        while (true)
        {
            if (await TryAllAsync(stoppingToken))
            {
                failures = 0;
                await _left.WaitAsync(stoppingToken);
            }
            else
            {
                await Task.Delay(RetryPauses.After(++failures), clock, stoppingToken);
            }
        }
    }

    /// <returns>True when none is left.</returns>
    private async Task<bool> TryAllAsync(CancellationToken cancellation)
    {
        try
        {
            if (!IsAnythingLeft())
                return true;
            List<Conversation> marked;
            await using (var context = database.Open())
                marked = await context.Conversations.AsNoTracking().Where(row => row.Erasing).ToListAsync(cancellation);
            var erased = 0;
            foreach (var conversation in marked)
                erased += await erase.RunAsync(conversation, cancellation) ? 1 : 0;
            if (erased > 0)
                await traces.RemoveAsync(cancellation);
            return erased == marked.Count;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is: texts that somebody wanted gone must not wait for the next start.
            log.ErasingInterrupted(error);
            return false;
        }
    }

    /// <summary>
    /// Plain SQL: at nearly every start there is nothing, and the model of the tables is not loaded before somebody talks.
    /// </summary>
    private bool IsAnythingLeft()
    {
        using var connection = plain.Open();
        return connection.Query("SELECT 1 FROM companion_conversations WHERE erasing = 1 LIMIT 1", row => row.GetInt32(0))
            .Count > 0;
    }
}
