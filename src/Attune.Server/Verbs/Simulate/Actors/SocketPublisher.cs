using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Publishes over WebSocket with several events on their way at once.</summary>
internal sealed class SocketPublisher : IEventPublisher
{
    private const int MostPauseMilliseconds = 15;

    private readonly PublisherPlan _plan;
    private readonly Progress _progress;
    private readonly VerbPipeline _pipeline;
    private readonly List<Acknowledgement> _acknowledgements = [];

    public SocketPublisher(PublisherPlan plan, ServerTarget target, Progress progress, TimeProvider clock)
    {
        (_plan, _progress) = (plan, progress);
        var pace = new Pace(plan.Random.Fork("pace"), MostPauseMilliseconds, clock);
        _pipeline = new VerbPipeline(target, plan.Window, pace.PauseAsync);
    }

    public IReadOnlyList<Acknowledgement> Acknowledgements => _acknowledgements;

    public Task RunAsync(CancellationToken cancellation) => _pipeline.RunAsync(
        _plan.Drafts.Count, number => ClientFrames.Publish(number, _plan.Drafts[number]), Acknowledge, cancellation);

    private void Acknowledge(int number, ServerFrame reply)
    {
        _acknowledgements.Add(new Acknowledgement(_plan.Drafts[number], reply.Number("seq")));
        _progress.Add(1);
    }
}
