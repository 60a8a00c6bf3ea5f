using System.Text;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Every meter and every instrument of the product.</summary>
internal static class MetricsPage
{
    public static string Render(House house)
    {
        var page = new StringBuilder("""
            # Metrics

            Generated from the meters that modules register and the instruments that the source creates. `GET /metrics` exposes
            them as Prometheus text: dots become underscores, the unit is spelt out and counters end in `_total`. Meters of the
            framework appear there too.

            | Meter | Module |
            |---|---|

            """);
        foreach (var (module, meter) in house.Host.Modules.SelectMany(module => module.Meters
            .Select(meter => (module.Name, meter))))
            page.Append(null, $"| `{meter}` | {module} |\n");
        page.Append("\n| Instrument | Kind | Unit | What it counts | Created in |\n|---|---|---|---|---|\n");
        foreach (var instrument in InstrumentScan.In(house.Sources)
            .OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
        {
            page.Append(null, $"| `{instrument.Name}` | {instrument.Kind} | {instrument.Unit} ")
                .Append(null, $"| {DocText.Cell(instrument.Meaning)} | `{instrument.File.Path}` |\n");
        }

        return page.ToString();
    }
}
