using System.Text;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Every setting with its default.</summary>
internal static class SettingsPage
{
    public static string Render(House house)
    {
        var page = new StringBuilder("""
            # Settings

            Generated from `appsettings.json` and the options classes of the modules. Change a setting in `attune.json` in the
            data folder, by an environment variable (`ATTUNE_Realtime__PingSeconds=20`) or on the command line
            (`--Realtime:PingSeconds=20`); later ones win. `attune check-config` reads them all and tells everything that is
            wrong with them.

            | Setting | Default | Meaning |
            |---|---|---|

            """);
        var settings = house.Host.Modules.SelectMany(module => module.Sections)
            .SelectMany(section => SettingScan.In(section.Name, section.Options)).ToList();
        foreach (var line in SettingsFile.Read(house.Sources))
        {
            var setting = settings.FirstOrDefault(setting =>
                line.Key == setting.Key || line.Key.StartsWith(setting.Key + ":", StringComparison.Ordinal));
            page.Append(null, $"| `{line.Key}` | {ValueOf(line.Value)} | {DocText.Cell(MeaningOf(house, line, setting))} |\n");
        }

        return page.ToString();
    }

    private static string MeaningOf(House house, SettingLine line, Setting? setting)
    {
        if (setting is null)
            return line.Comment;
        var summary = DocText.SummaryOf(house.Sources, setting.Property.DeclaringType!, setting.Property.Name);
        return setting.Range.Length == 0 ? summary : $"{summary} ({setting.Range})";
    }

    private static string ValueOf(string value) => value.Length == 0 ? "(empty)" : $"`{DocText.Cell(value)}`";
}
