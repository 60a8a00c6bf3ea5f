using System.Diagnostics;

namespace RealtimeLoad.Load;

/// <summary>
/// When every message was meant to be sent, who still has to receive it, and how long each delivery took. Messages of a topic
/// are numbered from 1.
/// </summary>
internal sealed class DeliveryLedger
{
    private const int FirstCapacity = 1024;
    private static readonly double MicrosecondsPerTick = 1_000_000.0 / Stopwatch.Frequency;

    private readonly long[][] _intended;
    private readonly int[][] _waitingFor;
    private readonly int[] _published;
    private readonly int[] _followers;

    public DeliveryLedger(int topics)
    {
        _published = new int[topics];
        _followers = new int[topics];
        _intended = [.. Enumerable.Range(0, topics).Select(_ => new long[FirstCapacity])];
        _waitingFor = [.. Enumerable.Range(0, topics).Select(_ => new int[FirstCapacity])];
    }

    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Messages that some recipient who reads has not received.</summary>
    public int InFlight { get; private set; }

    /// <summary>Deliveries of new messages, stalled recipients included.</summary>
    public long Delivered { get; private set; }

    public int Published(int topic) => _published[topic];

    public void Follow(int topic) => _followers[topic]++;

    /// <summary>From now on nobody waits for this recipient of the topic.</summary>
    public void Stall(int topic) => _followers[topic]--;

    /// <summary>Numbers a message that is meant to be sent at this stopwatch time.</summary>
    public int Publish(int topic, long intended)
    {
        var seq = ++_published[topic];
        if (seq >= _intended[topic].Length)
        {
            Array.Resize(ref _intended[topic], seq * 2);
            Array.Resize(ref _waitingFor[topic], seq * 2);
        }

        _intended[topic][seq] = intended;
        _waitingFor[topic][seq] = _followers[topic];
        InFlight++;
        return seq;
    }

    public void Receive(Subscriber subscriber, int seq, long now)
    {
        var topic = subscriber.Topic;
        if (seq < 1 || seq > _published[topic])
            throw new InvalidDataException($"Message {seq} of topic {topic} was never published.");
        if (!subscriber.Arrivals.Note(seq))
            return;
        Delivered++;
        if (subscriber.HasStalled)
            return;
        Latencies.Record((long)((now - _intended[topic][seq]) * MicrosecondsPerTick));
        if (--_waitingFor[topic][seq] == 0)
            InFlight--;
    }
}
