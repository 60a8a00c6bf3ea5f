using Attune.Architecture.Tests.Guards;

namespace Attune.Architecture.Tests.Reference;

/// <summary>A file that is made from the product and never written by hand.</summary>
/// <param name="Path">Where it stands in the repository.</param>
/// <param name="Render">Makes its text.</param>
internal sealed record ReferencePage(string Path, Func<House, string> Render)
{
    /// <summary>Every generated file.</summary>
    public static IReadOnlyList<ReferencePage> All { get; } =
    [
        new("docs/reference/checklist.md", ChecklistPage.Render),
        new("docs/reference/errors.md", ErrorsPage.Render),
        new("docs/reference/events.md", EventsPage.Render),
        new("docs/reference/http.md", HttpPage.Render),
        new("docs/reference/metrics.md", MetricsPage.Render),
        new("docs/reference/settings.md", SettingsPage.Render),
    ];

    /// <summary>The reviewed lists of public types: rewritten like the pages, compared by a guard.</summary>
    public static IEnumerable<ReferencePage> Surfaces(House house) => house.Host.Modules.Select(module => new ReferencePage(
        ModuleGuards.SurfaceFile(module.Project), _ => string.Concat(module.PublicTypes.Select(type => type + "\n"))));
}
