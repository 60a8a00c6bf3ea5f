using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Simulation.Planting;

/// <summary>
/// A whole run made up from a seed in memory: a correct log, and subscribers that joined, were cut and resumed correctly,
/// of whom a few had a fault planted.
/// </summary>
internal static class DrawnHistory
{
    private const int Subscribers = 12;
    private const int Spoilt = 3;
    private const int MostBatch = 3;

    public static (RunHistory History, int Planted) Draw(long seed, PlantedFault fault)
    {
        var plan = SimulationPlan.Draw(seed, 8, Subscribers);
        var random = new SplitMix((ulong)seed).Fork("history");
        var batches = Publish(plan, random);
        var log = SimulationPlan.Topics.ToDictionary(
            topic => topic,
            IReadOnlyList<LogEvent> (topic) => [.. batches.SelectMany(batch => batch.Events).Where(item => item.Topic == topic)]);
        var planters = plan.Subscribers
            .Select(item => new FaultPlanter(item.Number < Spoilt ? fault : PlantedFault.None, random.Between(1, 20)))
            .ToList();
        var newest = new NewestKeys(batches);
        var histories = plan.Subscribers
            .Select(item => Follow(item, batches, newest, planters[item.Number], random)).ToList();
        var drafts = plan.Publishers.SelectMany(publisher => publisher.Drafts).ToList();
        var seqs = log.Values.SelectMany(events => events).ToDictionary(item => item.Id, item => item.Seq);
        var acknowledged = drafts.Select(draft => new Acknowledgement(draft, seqs[draft.Id])).ToList();
        return (new RunHistory(drafts, acknowledged, log, histories, []), planters.Count(planter => planter.Planted));
    }

    /// <summary>The publishers' events in a random interleaving, cut into frames.</summary>
    private static List<EventBatch> Publish(SimulationPlan plan, SplitMix random)
    {
        var queues = plan.Publishers.Select(publisher => new Queue<Draft>(publisher.Drafts)).ToList();
        var last = new Dictionary<string, long>();
        var batches = new List<EventBatch>();
        var seq = 0L;
        while (queues.RemoveAll(queue => queue.Count == 0) >= 0 && queues.Count > 0)
        {
            var queue = random.Pick(queues);
            var topic = queue.Peek().Topic;
            var events = new List<LogEvent>();
            var size = random.Between(1, MostBatch);
            while (events.Count < size && queue.TryPeek(out var draft) && draft.Topic == topic)
            {
                events.Add(new LogEvent(
                    topic, ++seq, last.GetValueOrDefault(topic), draft.Id, draft.Type, draft.Data, draft.Key));
                last[topic] = seq;
                queue.Dequeue();
            }

            batches.Add(new EventBatch(topic, events));
        }

        return batches;
    }

    private static SubscriberHistory Follow(
        SubscriberPlan plan, List<EventBatch> batches, NewestKeys newest, FaultPlanter planter, SplitMix random)
    {
        // Those that get a fault follow what is skimmed, so that there is something to hide.
        var topics = plan.Topics.Concat(plan.Number < Spoilt ? SkimmedTopics.All : []).ToHashSet();
        var seen = new List<Observation>();
        var from = plan.FromStart || plan.Number < Spoilt ? 0 : random.Between(0, batches.Count / 2);
        Connect(resumed: false);
        foreach (var topic in topics)
        {
            var last = batches.Take(from).LastOrDefault(batch => batch.Topic == topic);
            seen.Add(new Observation.Started(topic, last?.LastSeq ?? 0));
        }

        Observation.GapTold? skipped = null;
        foreach (var batch in batches.Skip(from).Where(batch => topics.Contains(batch.Topic)))
        {
            // As the server: a superseded event may be passed over, which is told before anything that follows.
            if (newest.IsSuperseded(batch) && random.Chance(70))
            {
                skipped = skipped is { } before
                    ? before with { To = batch.LastSeq, Missed = before.Missed + batch.Events.Count }
                    : new Observation.GapTold(
                        batch.Topic, batch.Events[0].Seq, batch.LastSeq, Observation.Conflated, batch.Events.Count);
                continue;
            }

            if (skipped is { } gap)
                seen.AddRange(planter.Pass(gap));
            skipped = null;
            if (random.Chance(3))
                Connect(resumed: true);
            Record(planter.Pass(batch));
            seen.AddRange(planter.TakeExcuse());
        }

        Record(planter.Flush());
        return new SubscriberHistory($"subscriber {plan.Number}", topics, seen);

        void Connect(bool resumed)
        {
            Record(planter.Flush());
            planter.Connected(resumed);
            seen.Add(new Observation.Connected(topics));
        }

        void Record(IEnumerable<EventBatch> frames) =>
            seen.AddRange(frames.SelectMany(frame => frame.Events).Select(item => new Observation.Delivered(item)));
    }

    /// <summary>The newest seq of each key of the topic that conflates.</summary>
    private sealed class NewestKeys(List<EventBatch> batches)
    {
        private readonly Dictionary<string, long> _seqs = batches.SelectMany(batch => batch.Events)
            .Where(item => item is { Topic: SkimmedTopics.Conflating, Key: not null })
            .GroupBy(item => item.Key!).ToDictionary(key => key.Key, key => key.Max(item => item.Seq));

        public bool IsSuperseded(EventBatch batch) => batch.Topic == SkimmedTopics.Conflating
            && batch.Events.All(item => item.Key is { } key && _seqs[key] > item.Seq);
    }
}
