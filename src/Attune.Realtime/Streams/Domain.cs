namespace Attune.Realtime.Streams;

/// <summary>The counter that numbers the events of a set of topics, as this node knows it.</summary>
internal abstract class Domain(string organisation, string name)
{
    private long _committedSeq;

    public string Organisation { get; } = organisation;

    public string Name { get; } = name;

    /// <summary>The newest event that has reached its durability class; 0 for none.</summary>
    public long CommittedSeq
    {
        get => Volatile.Read(ref _committedSeq);
        protected set => Volatile.Write(ref _committedSeq, value);
    }

    /// <summary>The incarnations of the log, oldest first.</summary>
    public abstract IReadOnlyList<Generation> Generations { get; }

    public Generation CurrentGeneration => Generations[^1];

    /// <summary>Reads frames of a topic that have left the ring.</summary>
    /// <param name="topic">A topic of this domain.</param>
    /// <param name="fromUnit">The first frame wanted; the page begins at the first one that still exists.</param>
    /// <param name="maxBytes">Stops after so many bytes, but returns at least one frame if there is one.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public abstract ValueTask<IReadOnlyList<EventFrame>> ReadAsync(
        Topic topic, long fromUnit, int maxBytes, CancellationToken cancellation);

    /// <summary>
    /// The frame for a connection that negotiated permessage-deflate. Deflated at most once for all of them, and plain when
    /// that would save little or nobody shared the result.
    /// </summary>
    /// <param name="topic">A topic of this domain.</param>
    /// <param name="frame">One of its frames.</param>
    /// <returns>A whole WebSocket frame; the array of <see cref="EventFrame.Bytes"/> when it goes plain.</returns>
    public abstract byte[] Deflate(Topic topic, EventFrame frame);

    /// <summary>Decides where a client that was at this position goes on.</summary>
    /// <param name="generation">The client's generation; null means the newest.</param>
    /// <param name="seq">The newest event the client has seen.</param>
    public ResumePoint Resume(string? generation, long seq)
    {
        var generations = Generations;
        var top = CommittedSeq;
        if (generation is null || generation == generations[^1].Id)
            return seq > top ? new ResumePoint(top, Rewound: true) : new ResumePoint(seq, Rewound: false);
        for (var i = 0; i < generations.Count - 1; i++)
        {
            if (generations[i].Id != generation)
                continue;
            // Everything below the start of the next generation is common to both; above it the client has seen
            // events that no longer exist.
            var common = generations[i + 1].StartSeq - 1;
            return seq > common ? new ResumePoint(common, Rewound: true) : new ResumePoint(seq, Rewound: false);
        }

        return new ResumePoint(0, Rewound: seq > 0);
    }
}
