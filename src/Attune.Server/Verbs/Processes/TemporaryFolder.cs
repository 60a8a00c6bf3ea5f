namespace Attune.Server.Verbs.Processes;

/// <summary>A folder of its own that is deleted with everything in it when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes it below the system's folder for temporary files.</summary>
    /// <param name="purpose">Becomes part of its name.</param>
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"attune-{purpose}-").FullName;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
