namespace Attune.Foundation.Modules;

/// <summary>Files that a backup must hold so that a module can be restored.</summary>
public interface IBackupPart
{
    /// <summary>Paths inside the data folder; folders are taken with all they hold.</summary>
    IReadOnlyList<string> Paths { get; }
}
