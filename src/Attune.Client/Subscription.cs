using System.Threading.Channels;
using Attune.Client.Topics;

namespace Attune.Client;

/// <summary>
/// Topics that are followed: read it with <c>await foreach</c>, once. Each event comes exactly once and in the order of its
/// topic, across reconnects and changes of transport; what cannot come is told as <see cref="TopicGap"/>. The loop ends when
/// the client is closed, and throws when a topic is refused. Stop reading and nothing is lost: a full buffer pauses the
/// topics, and they are followed again from there.
/// </summary>
public sealed class Subscription : IAsyncEnumerable<TopicNews>, IAsyncDisposable
{
    private readonly Subscriptions _subscriptions;
    private readonly int _limit;
    // Bounded by pausing, not by dropping: a frame is taken as a whole or not at all.
    private readonly Channel<TopicNews> _news = Channel.CreateUnbounded<TopicNews>();
    private int _count;
    private int _isRead;

    internal Subscription(Subscriptions subscriptions, IReadOnlyCollection<string> topics, int limit)
    {
        _subscriptions = subscriptions;
        _limit = limit;
        Topics = topics;
    }

    /// <summary>What is followed.</summary>
    public IReadOnlyCollection<string> Topics { get; }

    /// <summary>Nothing more is taken until the reader comes on.</summary>
    internal bool IsFull => Volatile.Read(ref _count) >= _limit;

    /// <summary>Reads what comes.</summary>
    /// <exception cref="AttuneException">A topic cannot be followed.</exception>
    /// <exception cref="InvalidOperationException">It is read already.</exception>
    public async IAsyncEnumerator<TopicNews> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRead, 1) == 1)
            throw new InvalidOperationException("A subscription has one reader.");
        await foreach (var news in _news.Reader.ReadAllAsync(cancellationToken))
        {
            // Not at each step, so that a reader at the edge does not pause and resume all the time.
            if (Interlocked.Decrement(ref _count) == _limit / 2)
                _subscriptions.Continue(this);
            yield return news;
        }
    }

    /// <summary>Follows the topics no longer.</summary>
    public ValueTask DisposeAsync()
    {
        _subscriptions.Remove(this);
        End(null);
        return ValueTask.CompletedTask;
    }

    internal void Add(TopicNews news)
    {
        Interlocked.Increment(ref _count);
        _news.Writer.TryWrite(news);
    }

    internal void End(Exception? error) => _news.Writer.TryComplete(error);
}
