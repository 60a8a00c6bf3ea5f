namespace Attune.Foundation.Hosting;

/// <summary>
/// The one folder that holds everything. The process that uses it holds an operating-system lock on it, so two servers
/// never write the same logs and a kill -9 leaves nothing to clean.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string LockName = "attune.lock";

    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held, string? readOnlyReason)
    {
        Path = path;
        _lock = held;
        ReadOnlyReason = readOnlyReason;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Why nothing can be written here; null when it can.</summary>
    public string? ReadOnlyReason { get; }

    /// <summary>Opens the folder, makes it when it is missing and takes its lock.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the lock.</exception>
    public static DataFolder Open(string path)
    {
        var absolute = System.IO.Path.GetFullPath(path);
        try
        {
            CreatePrivate(absolute);
            var held = new FileStream(System.IO.Path.Combine(absolute, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
            return new DataFolder(absolute, held, null);
        }
        catch (UnauthorizedAccessException error)
        {
            return new DataFolder(absolute, null, error.Message);
        }
        catch (IOException error) when (Directory.Exists(absolute) && IsReadOnly(absolute))
        {
            return new DataFolder(absolute, null, error.Message);
        }
        catch (IOException error)
        {
            throw new DataFolderInUseException(absolute, error);
        }
    }

    /// <summary>Names the folder without making or locking it, for commands that only read settings.</summary>
    public static DataFolder Unlocked(string path) => new(System.IO.Path.GetFullPath(path), null, null);

    /// <summary>The path of a file or folder inside.</summary>
    public string At(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => _lock?.Dispose();

    /// <summary>What people ask and keep is nobody else's on a shared machine.</summary>
    private static void CreatePrivate(string path)
    {
        if (Directory.Exists(path) || OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsReadOnly(string path)
    {
        try
        {
            using var probe = new FileStream(System.IO.Path.Combine(path, $"probe-{Environment.ProcessId}"), FileMode.Create,
                FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}

/// <summary>Another process uses the data folder.</summary>
public sealed class DataFolderInUseException(string path, Exception inner)
    : IOException($"The data folder '{path}' is in use by another Attune. Stop it, or choose another folder with --data.", inner);
