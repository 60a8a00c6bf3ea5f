using Attune.Client.Connecting;
using Attune.Client.Links;
using Attune.Client.Protocol;

namespace Attune.Client.Topics;

/// <summary>
/// The topics that the application wants, brought in line with each new connection. What comes from the network is handled
/// under the client's lock.
/// </summary>
/// <param name="options">Bounds.</param>
/// <param name="gate">The client's lock.</param>
/// <param name="verbs">Sends what changes a live connection.</param>
/// <param name="restart">Gives the connection up and resumes from the last positions: a hole was found.</param>
internal sealed class Subscriptions(AttuneClientOptions options, Lock gate, Verbs verbs, Action restart)
{
    private const long Never = -1;

    private readonly Dictionary<string, TopicCursor> _cursors = new(StringComparer.Ordinal);
    private ILink? _link;
    private int _lastVersion;

    /// <summary>Follows topics. Takes the lock itself.</summary>
    /// <exception cref="AttuneException">The client is closed.</exception>
    /// <exception cref="InvalidOperationException">One of them is followed already.</exception>
    public Subscription Add(IReadOnlyDictionary<string, TopicPosition?> topics)
    {
        if (topics.Count == 0)
            throw new ArgumentException("Name at least one topic.", nameof(topics));
        var subscription = new Subscription(this, [.. topics.Keys], options.SubscriptionBuffer);
        lock (gate)
        {
            verbs.ThrowIfClosed();
            if (topics.Keys.FirstOrDefault(_cursors.ContainsKey) is { } twice)
                throw new InvalidOperationException($"'{twice}' is followed already; dispose that subscription first.");
            foreach (var (topic, position) in topics)
            {
                var cursor = new TopicCursor(topic, position, subscription) { Version = ++_lastVersion };
                _cursors.Add(topic, cursor);
                Ask(cursor);
            }
        }

        return subscription;
    }

    /// <summary>Takes the lock itself.</summary>
    public void Remove(Subscription subscription)
    {
        lock (gate)
        {
            foreach (var topic in CursorsOf(subscription).Select(cursor => cursor.Topic).ToList())
            {
                _cursors.Remove(topic);
                verbs.Post(new UnsubscribeVerb(topic));
            }
        }
    }

    /// <summary>The reader has made room. Takes the lock itself.</summary>
    public void Continue(Subscription subscription)
    {
        lock (gate)
        {
            foreach (var cursor in CursorsOf(subscription).Where(cursor => cursor.IsPaused))
            {
                cursor.IsPaused = false;
                cursor.Version = ++_lastVersion;
                Ask(cursor);
            }
        }
    }

    /// <summary>Where a new connection begins. Topics whose reader is slow are not among them.</summary>
    public IReadOnlyList<TopicStart> Starts()
    {
        lock (gate)
        {
            KeepTokens();
            return [.. _cursors.Values.Where(cursor => !cursor.IsPaused).Select(cursor => cursor.Start)];
        }
    }

    /// <summary>A connection is live. What it began with and what is wanted now may differ: it took a while to open.</summary>
    public void Adopt(ILink link)
    {
        _link = link;
        foreach (var frame in link.Greeting.Where(frame => frame.Type == "error"))
            Failed(frame);
        var position = link.Greeting[^1].Position;
        var greeted = link.Greeted.ToDictionary(start => start.Topic, StringComparer.Ordinal);
        foreach (var cursor in _cursors.Values.ToList())
        {
            if (greeted.Remove(cursor.Topic, out var start) && start.Version == cursor.Version && !cursor.IsPaused)
            {
                cursor.Confirmed(position?.GetValueOrDefault(cursor.Topic) ?? 0);
                cursor.Token ??= link.TokenOf(cursor.Start);
            }
            else if (cursor.IsPaused)
            {
                verbs.Post(new UnsubscribeVerb(cursor.Topic));
            }
            else
            {
                Ask(cursor);
            }
        }

        foreach (var topic in greeted.Keys)
            verbs.Post(new UnsubscribeVerb(topic));
    }

    /// <summary>The connection is gone.</summary>
    public void Release()
    {
        KeepTokens();
        _link = null;
        foreach (var cursor in _cursors.Values)
            cursor.Asking = null;
    }

    /// <summary>Everything ends with the client.</summary>
    public void Close(Exception? error)
    {
        foreach (var cursor in _cursors.Values)
            cursor.Owner.End(error);
        _cursors.Clear();
    }

    /// <returns>False when the frame is about something else.</returns>
    public bool TryTake(ServerFrame frame)
    {
        switch (frame.Type)
        {
            case "event" or "gap" or "rewind":
                Take(frame);
                return true;
            case "subscribed":
                if (_cursors.Values.FirstOrDefault(cursor => cursor.Asking == frame.Ref) is { } asked)
                    asked.Confirmed(frame.Position?.GetValueOrDefault(asked.Topic) ?? 0);
                return true;
            case "unsubscribed":
                // Without a reference it is the server's own wish: a right was withdrawn.
                foreach (var topic in frame.Ref is null ? frame.Topics ?? [] : [])
                    Failed(frame with { Service = topic });
                return true;
            case "error":
                return Failed(frame);
            default:
                return false;
        }
    }

    private void Take(ServerFrame frame)
    {
        // Frames of what was followed before, or elsewhere, do not count.
        if (frame.Service is not { } topic || !_cursors.TryGetValue(topic, out var cursor)
            || cursor.IsPaused || cursor.Asking is not null)
            return;
        if (cursor.Owner.IsFull)
        {
            Pause(cursor.Owner);
            return;
        }

        if (frame.Type == "gap")
            cursor.Gap(frame);
        else if (frame.Type == "rewind")
            cursor.Rewind(frame);
        else if (!cursor.Take(frame))
        {
            // Nothing more of this connection counts; the next one tells whether the hole stays.
            cursor.Asking = Never;
            restart();
        }
    }

    private void Pause(Subscription subscription)
    {
        // An older token than the number is fine: what comes twice is left out.
        KeepTokens();
        foreach (var cursor in CursorsOf(subscription).Where(cursor => !cursor.IsPaused))
        {
            cursor.IsPaused = true;
            verbs.Post(new UnsubscribeVerb(cursor.Topic));
        }

        // The reader may have made room between the look and the pause; then nobody else would wake it.
        if (!subscription.IsFull)
            Continue(subscription);
    }

    private void Ask(TopicCursor cursor)
    {
        if (_link is not null)
            cursor.Asking = verbs.Post(new SubscribeVerb(cursor.Start));
    }

    /// <summary>An error that names a topic, or answers the verb that follows one, ends its subscription.</summary>
    private bool Failed(ServerFrame frame)
    {
        var cursor = _cursors.Values.FirstOrDefault(cursor =>
            frame.Ref is null ? cursor.Topic == frame.Service : cursor.Asking == frame.Ref);
        if (cursor is null)
            return false;
        foreach (var topic in CursorsOf(cursor.Owner).Select(one => one.Topic).ToList())
        {
            _cursors.Remove(topic);
            if (topic != cursor.Topic)
                verbs.Post(new UnsubscribeVerb(topic));
        }

        cursor.Owner.End(frame.ToException());
        return true;
    }

    private IEnumerable<TopicCursor> CursorsOf(Subscription subscription) =>
        _cursors.Values.Where(cursor => cursor.Owner == subscription);

    /// <summary>Of those whose frames count: behind a hole the connection is further than the application.</summary>
    private void KeepTokens()
    {
        foreach (var cursor in _cursors.Values.Where(cursor => cursor is { IsPaused: false, Generation: null, Asking: null }))
            cursor.Token = _link?.TokenOf(cursor.Start) ?? cursor.Token;
    }
}
