using Attune.Foundation.Modules;

namespace Attune.Inference;

/// <summary>
/// Connected endpoints are rows of the product's database, their keys included: a backup is as secret as they are.
/// </summary>
internal sealed class InferenceBackup : IBackupPart
{
    public IReadOnlyList<string> Paths { get; } = ["attune.db", "attune.db-wal"];
}
