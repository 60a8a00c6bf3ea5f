using System.Text;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    private const string CleanMark = "clean";
    private const string BootMark = "boot";

    /// <summary>
    /// Reads the log and becomes what it says. A torn tail (a crash in the middle of a write) was acknowledged to nobody and is
    /// cut off; a damaged place in the middle makes everything before it count as trimmed, so readers are told.
    /// </summary>
    public void Open()
    {
        if (_file is not null)
        {
            _file.Open();
            var recovery = new LogRecovery(this, _file);
            recovery.Run();
            TellOfDamage(recovery);
        }

        foreach (var (topic, tail) in _tails)
        {
            tail.Seq = topic.Index.LastSeq;
            tail.Ordinal = topic.Index.FirstOrdinal + topic.Index.Events - 1;
        }

        foreach (var stream in _streams.Values)
        {
            ResetTail(stream);
            stream.Lease.Renew(Timestamp);
        }

        RecountOpen();
        _assignedSeq = CommittedSeq;
        BeginGenerationIfNeeded();
        Trim([.. _topics.Values]);
    }

    private void TellOfDamage(LogRecovery recovery)
    {
        if (recovery.TornBytes > 0)
            _log.TornTail(Organisation, Name, recovery.TornBytes);
        if (recovery.DamagedFiles + _file!.UnreadableFiles > 0)
            _log.Damaged(Organisation, Name, recovery.DamagedFiles + _file.UnreadableFiles);
    }

    /// <summary>
    /// A log that may have lost acknowledged events (the machine went down before they reached the device) goes on as a new
    /// generation, so that a number that is given again cannot be mistaken for the old one.
    /// </summary>
    private void BeginGenerationIfNeeded()
    {
        var isNew = _generations.Length == 0;
        var mayHaveLost = !isNew && _file is not null && WasCutOffByTheMachine();
        if (isNew || mayHaveLost)
        {
            var number = Math.Max(_options.Clock.GetUtcNow().ToUnixTimeMilliseconds(), isNew ? 0 : _generations[^1].Number + 1);
            Volatile.Write(ref _generations, [.. _generations, new Generation(number, CommittedSeq + 1)]);
        }

        if (_file is null || !_options.Writable)
            return;
        try
        {
            if (_file.Active is null || mayHaveLost)
                Roll();
            else if (_file.Active.IsEmpty)
                _file.Append(Head());
            MarkOpen();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Reading goes on; the next publish tries again.
            WriteProblem = error.Message;
            _log.WriteFailed(Organisation, Name, error);
        }
    }

    private bool WasCutOffByTheMachine()
    {
        var boot = ReadMark(BootMark);
        return boot is not null && _options.BootId is not null && boot != _options.BootId && ReadMark(CleanMark) is null;
    }

    private void MarkOpen()
    {
        WriteMark(BootMark, _options.BootId ?? "");
        _options.Files.Delete(Path.Combine(_options.Folder!, CleanMark));
    }

    private void MarkClean() => WriteMark(CleanMark, _options.BootId ?? "");

    private string? ReadMark(string name)
    {
        var path = Path.Combine(_options.Folder!, name);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private void WriteMark(string name, string text)
    {
        using var file = new FileStream(Path.Combine(_options.Folder!, name), FileMode.Create, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
