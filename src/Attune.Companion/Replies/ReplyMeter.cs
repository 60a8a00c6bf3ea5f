using System.Diagnostics.Metrics;

namespace Attune.Companion.Replies;

/// <summary>What the guide counts.</summary>
internal sealed class ReplyMeter : IDisposable
{
    public const string Name = "Attune.Companion";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _finished;
    private readonly Histogram<double> _firstPiece;
    private readonly Counter<long> _crises;

    public ReplyMeter()
    {
        _finished = _meter.CreateCounter<long>("attune.guide.replies", "{reply}", "Replies that have ended, by state.");
        _firstPiece = _meter.CreateHistogram<double>(
            "attune.guide.first_piece", "s", "Time from the question to the first piece.");
        _crises = _meter.CreateCounter<long>(
            "attune.companion.crises", "{message}", "Messages that spoke of a crisis, by category and language.");
    }

    public void Finished(ReplyState state) =>
        _finished.Add(1, new KeyValuePair<string, object?>("state", ReplyMapping.NameOf(state)));

    public void FirstPiece(TimeSpan sinceAsked) => _firstPiece.Record(sinceAsked.TotalSeconds);

    public void Crisis(string category, string language) => _crises.Add(
        1, new KeyValuePair<string, object?>("category", category), new KeyValuePair<string, object?>("language", language));

    public void Dispose() => _meter.Dispose();
}
