namespace Attune.Foundation.Modules;

/// <summary>What the modules of this program have registered.</summary>
public sealed class ModuleCatalogue(IReadOnlyList<ModuleRegistration> modules)
{
    public IReadOnlyList<ModuleRegistration> Modules { get; } = modules;
}
