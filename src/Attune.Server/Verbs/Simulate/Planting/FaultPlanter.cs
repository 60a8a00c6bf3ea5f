using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Planting;

/// <summary>Lets one subscriber's frames through and spoils one of them.</summary>
/// <param name="fault">What to do.</param>
/// <param name="after">How many frames pass untouched first.</param>
internal sealed class FaultPlanter(PlantedFault fault, int after)
{
    private readonly Dictionary<string, EventBatch> _last = new(StringComparer.Ordinal);
    private int _passed;
    private bool _resumed;
    private EventBatch? _held;
    private (string Topic, long Seen)? _coverUp;
    private Observation.GapTold? _excuse;

    /// <summary>True once the fault has been done.</summary>
    public bool Planted { get; private set; }

    /// <summary>A connection has been acknowledged; every one after the first is a resumed one.</summary>
    public void Connected(bool resumed) => _resumed = resumed;

    /// <summary>The frames that the recorder gets for one that came.</summary>
    public IEnumerable<EventBatch> Pass(EventBatch frame)
    {
        var given = _coverUp is { } hole && hole.Topic == frame.Topic ? CoverUp(frame, hole.Seen)
            : Planted || _passed++ < after ? [frame]
            : Spoil(frame);
        _last[frame.Topic] = frame;
        return given;
    }

    /// <summary>The notice that the recorder gets for one that came, if any.</summary>
    public IEnumerable<Observation> Pass(Observation.GapTold gap)
    {
        if (fault != PlantedFault.Untold || Planted || gap.Reason == Observation.Trimmed)
            return [gap];
        Planted = true;
        return [];
    }

    /// <summary>What the recorder is told in place of the frame that was just swallowed, once.</summary>
    public IEnumerable<Observation> TakeExcuse()
    {
        if (_excuse is not { } excuse)
            return [];
        _excuse = null;
        return [excuse];
    }

    /// <summary>What is still held back when a connection ends.</summary>
    public IEnumerable<EventBatch> Flush()
    {
        if (_held is not { } held)
            return [];
        _held = null;
        return [held];
    }

    private IEnumerable<EventBatch> Spoil(EventBatch frame)
    {
        switch (fault)
        {
            case PlantedFault.Dropped:
                Planted = true;
                return [];
            case PlantedFault.Excused when frame.Topic != SkimmedTopics.Conflating:
                Planted = true;
                _excuse = new Observation.GapTold(
                    frame.Topic, frame.Events[0].Seq, frame.LastSeq, Observation.Conflated, frame.Events.Count);
                return [];
            case PlantedFault.Doubled:
                Planted = true;
                return [frame, frame];
            case PlantedFault.Swapped:
                return Swap(frame);
            case PlantedFault.Reissued when _last.TryGetValue(frame.Topic, out var last):
                Planted = true;
                return [frame with { Events = [frame.Events[0] with { Seq = last.LastSeq }, .. frame.Events.Skip(1)] }];
            case PlantedFault.Recovered when _resumed && _last.TryGetValue(frame.Topic, out var last):
                Planted = true;
                _coverUp = (frame.Topic, last.LastSeq);
                return [];
            default:
                return [frame];
        }
    }

    private IEnumerable<EventBatch> Swap(EventBatch frame)
    {
        if (_held is not { } held)
        {
            _held = frame;
            return [];
        }

        if (held.Topic != frame.Topic)
            return [frame];
        _held = null;
        Planted = true;
        return [frame, held];
    }

    /// <summary>The next frame of the topic claims to follow what the subscriber saw last, so only the log can tell.</summary>
    private EventBatch[] CoverUp(EventBatch frame, long seen)
    {
        _coverUp = null;
        return [frame with { Events = [frame.Events[0] with { Prev = seen }, .. frame.Events.Skip(1)] }];
    }
}
