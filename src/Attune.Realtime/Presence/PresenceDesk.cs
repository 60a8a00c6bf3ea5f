using System.Collections.Concurrent;
using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Presence;

/// <summary>Knows who is in the topics whose rule asks for it; for all others it does nothing.</summary>
internal sealed class PresenceDesk
{
    private readonly ConcurrentDictionary<Topic, TopicPresence> _topics = new();
    private readonly ConcurrentDictionary<Topic, bool> _busy = new();
    private readonly ConcurrentDictionary<(Topic Topic, Connection Connection), bool> _owed = new();
    private readonly PresenceRules _rules;
    private readonly TimeProvider _clock;
    private long _number;

    public PresenceDesk(IOptions<RealtimeOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _rules = PresenceRules.Of(options.Value.Presence, clock.TimestampFrequency);
    }

    /// <summary>Topics that somebody is in.</summary>
    public int Topics => _topics.Count;

    public void Followed(Connection connection, Topic topic)
    {
        if (topic.Settings.Presence == PresenceMode.Off)
            return;
        TopicPresence presence;
        do
        {
            presence = _topics.GetOrAdd(topic, static (topic, desk) => new TopicPresence(desk._rules,
                topic.Settings.Presence == PresenceMode.Changes, () => Interlocked.Increment(ref desk._number)), this);
        }
        while (!presence.TryJoin(connection.Id, connection.Caller.Principal, connection.Session, _clock.GetTimestamp()));
        NoteWork(topic, presence);
    }

    public void Left(Connection connection, Topic topic, bool isGone)
    {
        if (topic.Settings.Presence == PresenceMode.Off || !_topics.TryGetValue(topic, out var presence))
            return;
        // Requests over HTTP end and come again; a socket that has ended has ended.
        var lingers = isGone && connection.Transport is "sse" or "poll";
        presence.Leave(connection.Id, lingers, _clock.GetTimestamp());
        NoteWork(topic, presence);
    }

    /// <summary>The members of a topic.</summary>
    public PresencePage Read(Topic topic, long after, int limit) =>
        _topics.TryGetValue(topic, out var presence) ? presence.Read(after, limit) : PresencePage.Empty;

    /// <summary>Tells what is due and forgets what is over; called about twice a second.</summary>
    /// <param name="post">Posts to every shard.</param>
    public void Tick(Action<IShardCommand> post)
    {
        if (_busy.IsEmpty && _owed.IsEmpty)
            return;
        var now = _clock.GetTimestamp();
        foreach (var (topic, _) in _busy)
        {
            if (_topics.TryGetValue(topic, out var presence))
                Serve(topic, presence, now, post);
        }

        foreach (var (owed, _) in _owed)
        {
            if (_owed.TryRemove(owed, out _))
                owed.Connection.Shard.Post(new TellPresence(owed.Topic, CountOnly(owed.Topic), Owe, owed.Connection));
        }
    }

    private void Serve(Topic topic, TopicPresence presence, long now, Action<IShardCommand> post)
    {
        presence.Expire(now);
        if (presence.TakeChange(now) is { } change)
            post(new TellPresence(topic, PresenceFrames.Change(topic.Name, change), Owe));
        // Taken out first: a change that comes now puts it back in.
        _busy.TryRemove(topic, out _);
        if (presence.TryRetire())
            _topics.TryRemove(KeyValuePair.Create(topic, presence));
        else
            NoteWork(topic, presence);
    }

    private byte[] CountOnly(Topic topic) => PresenceFrames.Change(topic.Name,
        _topics.TryGetValue(topic, out var presence) ? presence.CountOnly() : new PresenceChange(null, null, 0));

    /// <summary>A connection that does not keep up has missed a change.</summary>
    private void Owe(Topic topic, Connection connection) => _owed[(topic, connection)] = true;

    private void NoteWork(Topic topic, TopicPresence presence)
    {
        if (presence.HasWork)
            _busy[topic] = true;
    }
}
