using Attune.Contracts.Knowledge;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>An import of several files while it goes on and for a while after. Safe to use from several threads.</summary>
/// <param name="id">Its id.</param>
/// <param name="organisation">Whose documents come in.</param>
/// <param name="source">Where the files come from.</param>
/// <param name="total">Files that it is about; null while that is not known.</param>
/// <param name="startedAt">When it began (UTC).</param>
internal sealed class ImportRun(string id, string organisation, string source, int? total, DateTimeOffset startedAt)
{
    public const string Upload = "upload";
    public const string Folder = "folder";

    public const string Running = "running";
    public const string Done = "done";
    public const string Stopped = "stopped";

    private const int MaxProblems = 100;

    private readonly Lock _gate = new();
    private readonly List<FileProblem> _problems = [];
    private string _state = Running;
    private int _done;
    private int _failed;

    public string Organisation { get; } = organisation;

    public bool IsRunning
    {
        get
        {
            lock (_gate)
                return _state == Running;
        }
    }

    /// <summary>When its progress was told last, by the clock's time stamp; 0 for never.</summary>
    public long ToldAt { get; set; }

    public void NoteTaken()
    {
        lock (_gate)
            _done++;
    }

    public void NoteProblem(FileProblem problem)
    {
        lock (_gate)
        {
            _done++;
            _failed++;
            if (_problems.Count < MaxProblems)
                _problems.Add(problem);
        }
    }

    public void End(string state)
    {
        lock (_gate)
            _state = state;
    }

    public ImportProgress ToProgress()
    {
        lock (_gate)
            return new ImportProgress(id, source, _state, total, _done, _failed);
    }

    public ImportView ToView()
    {
        lock (_gate)
            return new ImportView(id, source, _state, startedAt, total, _done, _failed, [.. _problems]);
    }
}
