namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>The file system as the log needs it; tests put faults in between.</summary>
internal interface ILogFiles
{
    /// <summary>Full paths of the files with this ending, in the order of their names.</summary>
    IReadOnlyList<string> List(string folder, string ending);

    /// <summary>Opens a file, making it and its folder when it is missing.</summary>
    /// <exception cref="IOException">It cannot be opened or made.</exception>
    ILogFile Open(string path, bool writable);

    void Delete(string path);

    void Rename(string from, string to);
}
