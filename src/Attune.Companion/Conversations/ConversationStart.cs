using Attune.Companion.Conversations.Messages;
using Attune.Foundation.Hosting;
using Microsoft.Extensions.Hosting;

namespace Attune.Companion.Conversations;

/// <summary>Once the server answers: gets ready what the first message would otherwise wait for.</summary>
internal sealed class ConversationStart(EmotionReader emotions, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        emotions.Load();
    }
}
