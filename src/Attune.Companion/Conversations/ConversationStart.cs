using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Storage;
using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Conversations;

/// <summary>
/// Once the server answers: finishes erasing what a stop has interrupted. Nothing else is loaded before somebody talks, so
/// that a server without conversations stays small.
/// </summary>
internal sealed class ConversationStart(
    SqliteDatabase plain, ConversationsDatabase database, EraseConversation erase, IHostApplicationLifetime lifetime,
    ILogger<ConversationStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        try
        {
            if (!IsAnythingLeft())
                return;
            List<Conversation> interrupted;
            await using (var context = database.Open())
                interrupted = await context.Conversations.AsNoTracking().Where(row => row.Erasing).ToListAsync(stoppingToken);
            foreach (var conversation in interrupted)
                await erase.RunAsync(conversation, stoppingToken);
            await erase.RemoveTracesAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Conversations work without this; what is left over is tried again at the next start.
            log.StartWorkFailed(error);
        }
    }

    /// <summary>Plain SQL: at nearly every start there is nothing, and the model of the tables is not loaded for that.</summary>
    private bool IsAnythingLeft()
    {
        using var connection = plain.Open();
        return connection.Query("SELECT 1 FROM companion_conversations WHERE erasing = 1 LIMIT 1", row => row.GetInt32(0)).Count > 0;
    }
}
