using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>
/// Decides how a subscriber connects next and what it hands over: the token, one number for all topics, or a number for each.
/// All of them must lead to the same.
/// </summary>
internal sealed class ResumeChoice(SubscriberPlan plan)
{
    private const int GenerationPercent = 50;

    private readonly SplitMix _random = plan.Random.Fork("run");
    private string? _generation;
    private string? _token;
    private long? _lastSeq;

    /// <summary>The topics of the handshake; the others are subscribed later.</summary>
    public IReadOnlyList<string> Together { get; } = [.. plan.Topics.SkipLast(plan.SubscribedLater)];

    /// <param name="connections">Connections that it had.</param>
    /// <param name="received">Events that it got over them.</param>
    /// <param name="positions">How far it has come in each topic.</param>
    public (Transport Transport, Resume Resume) Next(
        int connections, int received, IReadOnlyDictionary<string, long> positions)
    {
        var transport = plan.Transports[connections % plan.Transports.Count];
        var generation = _random.Chance(GenerationPercent) ? _generation : null;
        var known = new List<Resume>();
        // Who follows from now on stands where the ack said until the first event: only a number for each topic says that.
        if (_token is not null && (plan.FromStart || received > 0))
            known.Add(new Resume(Token: _token));
        // One number is only right once an event came, whose place in the common order of the topics it then stands for.
        if (_lastSeq is { } seq)
            known.Add(new Resume(LastSeq: seq, Generation: generation));
        else if (plan.FromStart && received == 0)
            known.Add(new Resume(LastSeq: 0));
        if (positions.Count > 0 && (transport == Transport.WebSocket || known.Count == 0))
        {
            transport = Transport.WebSocket;
            known.Add(new Resume(
                Positions: Together.ToDictionary(topic => topic, topic => positions[topic]), Generation: generation));
        }

        if (known.Count > 0)
            return (transport, _random.Pick(known));
        // A poll would not say where it began.
        return (transport == Transport.LongPoll ? Transport.EventStream : transport, Resume.Live);
    }

    /// <summary>A connection has begun.</summary>
    /// <param name="ack">What the server said.</param>
    /// <param name="token">The token that the transport told with it.</param>
    /// <param name="resume">What was handed over.</param>
    public void Acknowledged(ServerFrame ack, string? token, Resume resume)
    {
        _generation = ack.Text("generation");
        // The token of a handshake with many numbers stands for the least of them, and so for less than is known.
        if (resume.Positions is null && resume != Resume.Live)
            _token = token ?? ack.OptionalText("resume") ?? _token;
        else
            _token = null;
    }

    /// <summary>Events have come.</summary>
    /// <param name="batch">Which.</param>
    /// <param name="generation">Their generation, where it is told.</param>
    /// <param name="token">The token after them; null where the transport does not tell.</param>
    public void Received(EventBatch batch, string? generation, string? token)
    {
        _token = token;
        _generation = generation ?? _generation;
        if (Together.Contains(batch.Topic))
            _lastSeq = batch.LastSeq;
    }
}
