using System.Buffers;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>What is written to the log in one go. Two of them take turns: one fills while the other is written.</summary>
internal sealed class CommitBatch
{
    private const int LargestKept = 4 << 20;

    /// <summary>The encoded records.</summary>
    public ArrayBufferWriter<byte> Bytes { get; private set; } = new(64 * 1024);

    public List<PendingUnit> Units { get; } = [];

    public List<PendingPart> Parts { get; } = [];

    public List<PendingState> States { get; } = [];

    /// <summary>Ids to take back if the write fails.</summary>
    public List<UInt128> Ids { get; } = [];

    /// <summary>Told the outcome: null when everything is stored.</summary>
    public List<Action<Failure?>> Waiting { get; } = [];

    /// <summary>The newest seq in here, 0 when it holds no event.</summary>
    public long LastSeq { get; set; }

    /// <summary>Records in here.</summary>
    public int Records { get; set; }

    /// <summary>Must reach the storage device before anyone hears of it.</summary>
    public bool MustSync { get; set; }

    public bool IsEmpty => Bytes.WrittenCount == 0 && Waiting.Count == 0;

    public void Clear()
    {
        if (Bytes.Capacity > LargestKept)
            Bytes = new ArrayBufferWriter<byte>(64 * 1024);
        else
            Bytes.ResetWrittenCount();
        Units.Clear();
        Parts.Clear();
        States.Clear();
        Ids.Clear();
        Waiting.Clear();
        LastSeq = 0;
        Records = 0;
        MustSync = false;
    }
}

/// <summary>A frame that waits to be written.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Start">Where its records begin in the batch.</param>
/// <param name="Length">Bytes of its records.</param>
/// <param name="Count">Its events.</param>
/// <param name="LastSeq">The seq of its last event.</param>
/// <param name="Origin">The connection that published it.</param>
/// <param name="At">Unix microseconds.</param>
internal readonly record struct PendingUnit(
    Topic Topic, int Start, int Length, int Count, long LastSeq, long Origin, long At);

/// <summary>Text of an AI stream that waits to be written.</summary>
internal readonly record struct PendingPart(
    AiStream Stream, AiStreamPart Part, int Start, int RecordLength, int TextLength, long At);

/// <summary>A state of an AI stream that waits to be written.</summary>
internal readonly record struct PendingState(AiStream Stream, AiStreamState State, bool StopRequested, long At);
