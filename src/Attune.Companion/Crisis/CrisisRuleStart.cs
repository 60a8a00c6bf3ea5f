using Attune.Foundation.Hosting;
using Attune.Language;
using Microsoft.Extensions.Hosting;

namespace Attune.Companion.Crisis;

/// <summary>Makes the rule's phrases ready once the server answers, so that no first message waits for them.</summary>
internal sealed class CrisisRuleStart(CrisisRule rule, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        // The phrases are read when the rule first reads anything.
        rule.Read("hello", TextLanguage.English);
    }
}
