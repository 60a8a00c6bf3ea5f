using Attune.Architecture.Tests.Hosting;
using Attune.Architecture.Tests.Sources;
using Attune.Foundation.Modules;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>appsettings.json shows every setting with its default, and nothing else.</summary>
internal static class SettingGuards
{
    private static readonly HostFacts DemoHost = new([new ModuleFact("demo", "Attune.Demo")
    {
        Sections = [new SettingsSection("Demo", typeof(DemoOptions))],
    }], []);

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("setting-in-file", InFile, House.With(DemoHost, (SettingsFile.Path, "{}"))),
        new("setting-default-in-file", DefaultInFile, House.With(DemoHost, (SettingsFile.Path, "{ \"Demo\": { \"Size\": 8 } }"))),
        new("setting-known", Known, House.With(DemoHost, (SettingsFile.Path, "{ \"Demo\": { \"Size\": 7, \"Sise\": 7 } }"))),
        new("setting-documented", Documented, House.With(DemoHost,
            ("src/Attune.Demo/DemoOptions.cs",
                "namespace Attune.Demo;\n\nclass DemoOptions { public int Size { get; set; } = 7; }\n"))),
    ];

    private static IEnumerable<Violation> InFile(House house)
    {
        var lines = SettingsFile.Read(house.Sources);
        return from setting in AllSettings(house)
               where !lines.Any(line => line.Key == setting.Key
                   || line.Key.StartsWith(setting.Key + ":", StringComparison.Ordinal))
               select new Violation(SettingsFile.Path, 0, $"The setting {setting.Key} is missing.",
                   "Add it with its default and a comment.");
    }

    private static IEnumerable<Violation> DefaultInFile(House house) =>
        from setting in AllSettings(house)
        from line in SettingsFile.Read(house.Sources)
        where line.Key == setting.Key && setting.Default is not null && !IsSame(line.Value, setting.Default)
        select new Violation(SettingsFile.Path, 0,
            $"{line.Key} is '{line.Value}' in the file but '{setting.Default}' in the code.",
            "Make them equal: the file is read as the documentation of the defaults.");

    private static IEnumerable<Violation> Known(House house)
    {
        var settings = AllSettings(house).ToList();
        var sections = house.Host.Modules.SelectMany(module => module.Sections).Select(section => section.Name).ToList();
        return from line in SettingsFile.Read(house.Sources)
               where sections.Any(section => line.Key.StartsWith(section + ":", StringComparison.Ordinal))
                   && !settings.Any(setting => line.Key == setting.Key
                       || line.Key.StartsWith(setting.Key + ":", StringComparison.Ordinal))
               select new Violation(SettingsFile.Path, 0, $"{line.Key} is read by nobody.", "Correct its name or remove it.");
    }

    private static IEnumerable<Violation> Documented(House house) =>
        from module in house.Host.Modules
        from options in module.Sections.SelectMany(section => SettingScan.OptionsIn(section.Options)).Distinct()
        from file in house.Sources.ShippedCode.Where(file => file.IsIn($"src/{module.Project}"))
        from type in file.TopLevelTypes.OfType<TypeDeclarationSyntax>()
        where type.Identifier.ValueText == options.Name
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.AccessorList is not null && !ShapeGuards.HasSummary(property)
        select new Violation(file.Path, file.LineOf(property), $"The setting '{property.Identifier.ValueText}' has no summary.",
            "Say its meaning, unit, bounds and what zero or empty means.");

    private static IEnumerable<Setting> AllSettings(House house) => house.Host.Modules
        .SelectMany(module => module.Sections).SelectMany(section => SettingScan.In(section.Name, section.Options));

    private static bool IsSame(string written, string fromCode) =>
        string.Equals(written, fromCode, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(written, out var left) && double.TryParse(fromCode, out var right) && left.Equals(right));

    /// <summary>A sample for testing these guards.</summary>
    private sealed class DemoOptions
    {
        public int Size { get; set; } = 7;
    }
}
