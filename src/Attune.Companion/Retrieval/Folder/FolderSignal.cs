using Attune.Foundation.Hosting;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>
/// Hears from the operating system that something changed in a folder. It only wakes: what changed, a look at the folder says, so
/// nothing is lost when the system drops notices, follows a link, or cannot watch at all.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class FolderSignal(string path) : IDisposable
{
    private readonly WakeSignal _changed = new();
    private FileSystemWatcher? _watcher;
    private volatile bool _isBroken;

    /// <summary>Watches, unless it does already or the folder is not there.</summary>
    /// <returns>Why it cannot; null when it can, or there is nothing to watch yet.</returns>
    public string? Watch()
    {
        if (_isBroken || !Directory.Exists(path))
            Stop();
        if (_watcher is not null || !Directory.Exists(path))
            return null;
        try
        {
            _watcher = new FileSystemWatcher(path)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName
                    | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watcher.Changed += (_, _) => _changed.Set();
            _watcher.Created += (_, _) => _changed.Set();
            _watcher.Deleted += (_, _) => _changed.Set();
            _watcher.Renamed += (_, _) => _changed.Set();
            _watcher.Error += (_, _) => OnBroken();
            _watcher.EnableRaisingEvents = true;
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The system's limit of watches is used up, or the folder went away this moment.
            Stop();
            return error.Message;
        }
    }

    /// <summary>Completes when something has changed since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _changed.WaitAsync(cancellation);

    public void Dispose() => Stop();

    private void OnBroken()
    {
        _isBroken = true;
        _changed.Set();
    }

    private void Stop()
    {
        _watcher?.Dispose();
        _watcher = null;
        _isBroken = false;
    }
}
