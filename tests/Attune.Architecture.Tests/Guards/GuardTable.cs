namespace Attune.Architecture.Tests.Guards;

/// <summary>All rules of the house.</summary>
internal static class GuardTable
{
    public static IReadOnlyList<Guard> All { get; } =
    [
        .. GraphGuards.All, .. ShapeGuards.All, .. SizeGuards.All, .. TextGuards.All, .. CatalogueGuards.All,
        .. ModuleGuards.All, .. EndpointGuards.All, .. SettingGuards.All, .. DependencyGuards.All, .. TestGuards.All,
    ];
}
