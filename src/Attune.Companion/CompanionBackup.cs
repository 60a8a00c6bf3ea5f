using Attune.Foundation.Modules;

namespace Attune.Companion;

/// <summary>Documents and replies are rows of the product's database; the index is built from them.</summary>
internal sealed class CompanionBackup : IBackupPart
{
    public IReadOnlyList<string> Paths { get; } = ["attune.db", "attune.db-wal"];
}
