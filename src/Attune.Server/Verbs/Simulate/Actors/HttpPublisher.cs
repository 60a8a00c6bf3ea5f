using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Publishes by POST, sometimes several events in one body, sometimes once more what is long acknowledged.</summary>
internal sealed class HttpPublisher(PublisherPlan plan, HttpApi http, Progress progress, TimeProvider clock) : IEventPublisher
{
    private const int BatchPercent = 25;
    private const int MostInBatch = 3;
    private const int RepeatPercent = 5;
    private const int MostPauseMilliseconds = 15;

    private readonly SplitMix _random = plan.Random.Fork("run");
    private readonly Pace _pace = new(plan.Random.Fork("pace"), MostPauseMilliseconds, clock);
    private readonly List<Acknowledgement> _acknowledgements = [];

    public IReadOnlyList<Acknowledgement> Acknowledgements => _acknowledgements;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (sent < plan.Drafts.Count)
        {
            var size = _random.Chance(BatchPercent) ? _random.Between(2, MostInBatch) : 1;
            var batch = plan.Drafts.Skip(sent).Take(size).ToList();
            await SendAsync(batch, cancellation);
            progress.Add(batch.Count);
            sent += batch.Count;
            if (_random.Chance(RepeatPercent))
                await SendAsync([plan.Drafts[_random.Between(0, sent - 1)]], cancellation);
            await _pace.PauseAsync(cancellation);
        }
    }

    private async Task SendAsync(List<Draft> batch, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var seqs = await http.PublishAsync(batch, cancellation);
                _acknowledgements.AddRange(batch.Zip(seqs, (draft, seq) => new Acknowledgement(draft, seq)));
                return;
            }
            catch (ConnectionLostException)
            {
                await _pace.PauseAsync(cancellation); // the server was killed: the same events go out again with the same ids
            }
        }
    }
}
