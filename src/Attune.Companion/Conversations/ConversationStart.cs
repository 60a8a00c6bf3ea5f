using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Conversations.Messages;
using Attune.Foundation.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Conversations;

/// <summary>
/// Once the server answers: gets ready what the first message would otherwise wait for, and finishes erasing what a stop has
/// interrupted.
/// </summary>
internal sealed class ConversationStart(
    ConversationsDatabase database, EraseConversation erase, EmotionReader emotions, IHostApplicationLifetime lifetime,
    ILogger<ConversationStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        try
        {
            emotions.Load();
            List<Conversation> interrupted;
            await using (var context = database.Open())
                interrupted = await context.Conversations.AsNoTracking().Where(row => row.Erasing).ToListAsync(stoppingToken);
            foreach (var conversation in interrupted)
                await erase.RunAsync(conversation, stoppingToken);
            if (interrupted.Count > 0)
                await erase.RemoveTracesAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Conversations work without this; what is left over is tried again at the next start.
            log.StartWorkFailed(error);
        }
    }
}
