using Attune.Foundation.Hosting;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// The imports that go on and the latest that ended, in memory, and their progress as events. An import belongs to the call or
/// the look at the folder that runs it, so a restart forgets it; the documents that it stored stay.
/// </summary>
internal sealed class ImportRuns(
    SqliteDatabase database, EventOutbox outbox, KnowledgeEvents events, Ids ids, TimeProvider clock, ILogger<ImportRuns> log)
{
    private const int MaxKept = 100;

    /// <summary>Progress is told at most so often; the beginning and the end always are.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<ImportRun> _runs = [];

    public ImportRun Begin(string organisation, string source, int? total)
    {
        var run = new ImportRun(ids.NewText(), organisation, source, total, clock.GetUtcNow());
        lock (_gate)
        {
            if (_runs.Count == MaxKept)
                _runs.RemoveAt(Math.Max(0, _runs.FindIndex(old => !old.IsRunning)));
            _runs.Add(run);
        }

        Tell(run);
        return run;
    }

    /// <summary>Tells how far an import is, unless that was told a moment ago.</summary>
    public void TellSoon(ImportRun run)
    {
        if (clock.GetElapsedTime(run.ToldAt) >= TellEvery)
            Tell(run);
    }

    /// <summary>Ends an import and tells it.</summary>
    public void End(ImportRun run, string state)
    {
        run.End(state);
        Tell(run);
    }

    /// <summary>An organisation's imports, newest first.</summary>
    public IReadOnlyList<ImportRun> Of(string organisation)
    {
        lock (_gate)
            return [.. _runs.Where(run => run.Organisation == organisation).Reverse()];
    }

    private void Tell(ImportRun run)
    {
        run.ToldAt = clock.GetTimestamp();
        try
        {
            using var connection = database.Open();
            outbox.Add(connection, events.Progressed(run.Organisation, run.ToProgress()));
            outbox.Wake();
        }
        catch (SqliteException error) when (DatabaseFailures.IsExpected(error))
        {
            // The import itself says what a disk that refuses means for it.
            log.ProgressNotTold(error.Message);
        }
    }
}
