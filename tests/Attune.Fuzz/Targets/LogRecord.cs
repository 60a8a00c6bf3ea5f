using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Fuzz.Targets;

/// <summary>A record of a log file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Length">All of it, bytes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Seq">Its number.</param>
/// <param name="GroupEnd">Where the write ends that it belongs to: a batch counts as a whole.</param>
internal sealed record LogRecord(string File, int Start, int Length, RecordKind Kind, long Seq, int GroupEnd)
{
    public int End => Start + Length;

    public static List<LogRecord> In(string file, byte[] bytes)
    {
        var records = new List<LogRecord>();
        var at = LogSegment.HeaderLength;
        var (left, first) = (0L, 0);
        while (RecordCodec.TryReadHeader(bytes.AsSpan(Math.Min(at, bytes.Length)), out var length) && at + length <= bytes.Length)
        {
            var view = new RecordView(bytes.AsSpan(at, length));
            records.Add(new LogRecord(file, at, length, view.Kind, view.Seq, at + length));
            if (view.Kind == RecordKind.BatchBorder)
                (left, first) = (view.Number(RecordField.Count) ?? 0, records.Count - 1);
            else if (left > 0 && --left == 0)
                EndGroup(records, first);
            at += length;
        }

        return records;
    }

    private static void EndGroup(List<LogRecord> records, int first)
    {
        for (var i = first; i < records.Count; i++)
            records[i] = records[i] with { GroupEnd = records[^1].End };
    }
}
