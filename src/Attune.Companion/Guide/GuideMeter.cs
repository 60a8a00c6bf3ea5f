using System.Diagnostics.Metrics;
using Attune.Companion.Replies;

namespace Attune.Companion.Guide;

/// <summary>What the guide measures of visits. Percentiles are read from the histograms.</summary>
internal sealed class GuideMeter : IDisposable
{
    private readonly Meter _meter = new(ReplyMeter.Name);
    private readonly Counter<long> _requests;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _total;
    private readonly Histogram<double> _describer;
    private readonly Histogram<double> _draft;
    private readonly Histogram<double> _tone;
    private readonly Histogram<double> _overhead;
    private readonly Counter<long> _warmUps;

    public GuideMeter()
    {
        _requests = _meter.CreateCounter<long>("attune.guide.requests", "{request}",
            "Visitors' questions, by outcome (answered, failed, refused, left), method and tone.");
        _active = _meter.CreateUpDownCounter<long>("attune.guide.active", "{request}", "Visitors' questions being answered.");
        _total = _meter.CreateHistogram<double>("attune.guide.answer", "s",
            "Time from a visitor's question to the whole answer.");
        _describer = _meter.CreateHistogram<double>("attune.guide.describer", "s",
            "Time until the describer had told how a visitor looks, or had not, by outcome.");
        _draft = _meter.CreateHistogram<double>("attune.guide.draft", "s",
            "Time to find and write an answer before it is said in a tone, by method.");
        _tone = _meter.CreateHistogram<double>("attune.guide.tone", "s",
            "Time to choose a tone and to say the answer in it, by tone.");
        _overhead = _meter.CreateHistogram<double>("attune.guide.overhead", "s",
            "Time of a whole answer above the slower of its two parallel parts.");
        _warmUps = _meter.CreateCounter<long>("attune.guide.warm_ups", "{time}",
            "Times that index and model were asked for something small to stay loaded, by outcome (success, failed).");
    }

    /// <summary>A question is being answered.</summary>
    public void Begun() => _active.Add(1);

    /// <summary>It is not any more.</summary>
    public void Ended() => _active.Add(-1);

    public void Counted(string outcome, string method = "none", string tone = "none") => _requests.Add(1,
        new("outcome", outcome), new("method", method), new("tone", tone));

    public void Described(TimeSpan time, string outcome) =>
        _describer.Record(time.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    public void Drafted(TimeSpan time, string method) =>
        _draft.Record(time.TotalSeconds, new KeyValuePair<string, object?>("method", method));

    public void Toned(TimeSpan time, string tone) =>
        _tone.Record(time.TotalSeconds, new KeyValuePair<string, object?>("tone", tone));

    public void Answered(TimeSpan total, TimeSpan overhead)
    {
        _total.Record(total.TotalSeconds);
        _overhead.Record(overhead.TotalSeconds);
    }

    /// <summary>Index and model were asked for something small.</summary>
    public void Warmed(string outcome) => _warmUps.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
