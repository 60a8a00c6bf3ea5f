using Attune.Client.Protocol;

namespace Attune.Client.Topics;

/// <summary>How far the application has come in one topic. Used under the client's lock.</summary>
internal sealed class TopicCursor(string topic, TopicPosition? start, Subscription owner)
{
    // "Everything that is kept" begins wherever that is: what was trimmed before is no hole.
    private bool _isAtBeginning = start is { Seq: 0 };
    private long? _resumedForHoleAt;

    public string Topic { get; } = topic;

    public Subscription Owner { get; } = owner;

    /// <summary>The last number that was handed on; null before the first answer of one that follows from now on.</summary>
    public long? Seq { get; private set; } = start?.Seq;

    public string? Generation { get; private set; } = start?.Generation;

    /// <summary>Stands for the position while no event has told the generation.</summary>
    public string? Token { get; set; }

    /// <summary>The verb that has to be answered before frames count; null while they do.</summary>
    public long? Asking { get; set; }

    /// <summary>Its reader is slow: nothing is taken.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Changes with each place that it is followed from.</summary>
    public int Version { get; set; }

    public TopicStart Start => new(Topic, Seq, Generation, Token, Version);

    private TopicPosition Position => new(Seq ?? 0, Generation);

    /// <summary>The server follows this topic for us, and its newest event is this.</summary>
    public void Confirmed(long newest)
    {
        Asking = null;
        Seq ??= newest;
    }

    /// <summary>Hands on what is new.</summary>
    /// <returns>False when events before this frame are missing: nothing was handed on, and the caller resumes.</returns>
    public bool Take(ServerFrame frame)
    {
        if (frame.Prev is { } prev && Seq is { } seq && prev > seq && !_isAtBeginning)
        {
            if (_resumedForHoleAt != seq)
            {
                _resumedForHoleAt = seq;
                return false;
            }

            Seq = prev;
            Owner.Add(new TopicGap(Topic, Position, seq + 1, prev, null, "unexplained"));
        }

        _isAtBeginning = false;
        Generation = frame.Generation ?? Generation;
        foreach (var one in frame.Events ?? [])
        {
            if (Seq is { } last && one.Seq <= last)
                continue;
            Seq = one.Seq;
            Owner.Add(one.ToNews(Topic, Generation));
        }

        return true;
    }

    /// <summary>Tells what cannot come, unless it has come by another way.</summary>
    public void Gap(ServerFrame frame)
    {
        if (frame.To <= Seq)
            return;
        var isWhole = frame.From > (Seq ?? 0);
        var from = isWhole ? frame.From : (Seq ?? 0) + 1;
        Seq = frame.To;
        _isAtBeginning = false;
        Owner.Add(new TopicGap(Topic, Position, from, frame.To, isWhole ? frame.Missed : null, frame.Reason ?? "unexplained"));
    }

    public void Rewind(ServerFrame frame)
    {
        Seq = frame.To;
        _isAtBeginning = frame.To == 0;
        Generation = frame.Generation ?? Generation;
        Owner.Add(new TopicRewind(Topic, Position));
    }
}
