namespace Attune.Companion.Tests.Fakes;

/// <summary>A data folder that goes away with its test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("attune-companion-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
