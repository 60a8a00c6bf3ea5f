using System.Buffers;
using Attune.Foundation.Failures;
using Attune.Realtime.Streams;

namespace Attune.Realtime.AiStreams;

/// <summary>
/// Text that was accepted and gathers until it goes to the log as one record. It belongs to one part and one producer.
/// Guarded by the engine's gate.
/// </summary>
internal sealed class RollUpBuffer
{
    private const int LargestKept = 16 * 1024;

    private ArrayBufferWriter<byte> _text = new(256);

    /// <summary>Called with the outcome, one for each append in here.</summary>
    public List<Action<Failure?>> Waiting { get; } = [];

    public Publisher Publisher { get; private set; }

    public string Part { get; private set; } = "";

    /// <summary>Byte position of its first byte.</summary>
    public long At { get; private set; }

    /// <summary>When it must go, as a timestamp of the clock.</summary>
    public long DueAt { get; private set; }

    public int Length => _text.WrittenCount;

    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Would text of this producer and part go into the same record?</summary>
    public bool Takes(Publisher publisher, string part) => Length == 0 || (Part == part && Publisher == publisher);

    public void Begin(Publisher publisher, string part, long at, long dueAt) =>
        (Publisher, Part, At, DueAt) = (publisher, part, at, dueAt);

    public void Add(ReadOnlySpan<byte> text, Action<Failure?> done)
    {
        _text.Write(text);
        Waiting.Add(done);
    }

    public void Clear()
    {
        if (_text.Capacity > LargestKept)
            _text = new ArrayBufferWriter<byte>(256);
        else
            _text.ResetWrittenCount();
        Waiting.Clear();
    }
}
