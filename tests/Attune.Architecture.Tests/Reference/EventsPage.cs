using System.Text;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Event types that modules publish.</summary>
internal static class EventsPage
{
    public static string Render(House house)
    {
        var page = new StringBuilder("""
            # Events

            Generated from what the modules register. Applications publish event types of their own freely; these are Attune's.

            | Type | Topics | When, and what `data` holds | Module |
            |---|---|---|---|

            """);
        foreach (var (module, type) in house.Host.Modules.SelectMany(module => module.EventTypes.Select(type => (module, type)))
            .OrderBy(pair => pair.type.Name, StringComparer.Ordinal))
            page.Append(null, $"| `{type.Name}` | `{type.Topics}` | {DocText.Cell(type.Meaning)} | {module.Name} |\n");
        return page.ToString();
    }
}
