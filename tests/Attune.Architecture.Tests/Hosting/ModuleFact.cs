using Attune.Foundation.Modules;

namespace Attune.Architecture.Tests.Hosting;

/// <summary>What a module has registered.</summary>
internal sealed record ModuleFact(string Name, string Project)
{
    public IReadOnlyList<string> PublicTypes { get; init; } = [];

    public IReadOnlyList<SettingsSection> Sections { get; init; } = [];

    /// <summary>Options classes for which a validator is registered.</summary>
    public IReadOnlyList<Type> Validated { get; init; } = [];

    public IReadOnlyList<string> Meters { get; init; } = [];

    public IReadOnlyList<EventType> EventTypes { get; init; } = [];

    public int Migrations { get; init; }

    public bool KeepsPersonalData { get; init; }

    public bool HasBackupPart { get; init; }

    public bool HasReadinessCheck { get; init; }
}
