using Attune.Architecture.Tests.Hosting;
using Attune.Architecture.Tests.Sources;
using Attune.Foundation.Access;
using Attune.Foundation.Modules;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>What every module owes.</summary>
internal static class ModuleGuards
{
    private const int PublicTypes = 12;

    private static readonly ModuleFact Demo = new("demo", "Attune.Demo");
    private static readonly EndpointFact DemoEndpoint = new("demo", "GET", "/v1/demo", new AccessRule("demo.read", null));

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("module-readme", Readme, House.With(new HostFacts([Demo], []))),
        new("module-readiness-check", ReadinessCheck, House.With(new HostFacts([Demo], [DemoEndpoint]))),
        new("module-data-duties", DataDuties,
            House.With(new HostFacts([Demo with { Migrations = 1, HasBackupPart = true }], []))),
        new("module-settings-validated", SettingsValidated, House.With(
            new HostFacts([Demo with { Sections = [new SettingsSection("Demo", typeof(object))] }], []))),
        new("module-options-registered", OptionsRegistered, House.With(new HostFacts([Demo], []),
            ("src/Attune.Demo/DemoOptions.cs", "namespace Attune.Demo;\n\nclass DemoOptions { }\n"))),
        new("options-through-the-door", OptionsThroughTheDoor, House.With(HostFacts.None,
            ("src/Attune.Demo/DemoModule.cs",
                "class DemoModule { void Register(IServiceCollection s) => s.Configure<DemoOptions>(o => { }); }"))),
        new("module-public-surface", PublicSurface, House.With(
            new HostFacts(
                [Demo with { PublicTypes = [.. Enumerable.Range(0, PublicTypes + 1).Select(i => $"Attune.Demo.T{i}")] }], []))),
        new("module-public-surface-listed", PublicSurfaceListed, House.With(
            new HostFacts([Demo with { PublicTypes = ["Attune.Demo.DemoModule", "Attune.Demo.Extra"] }], []),
            (SurfaceFile("Attune.Demo"), "Attune.Demo.DemoModule\n"))),
        new("module-event-types", EventTypes, House.With(
            new HostFacts([Demo with { EventTypes = [new EventType("Created", "demo", "")] }], []))),
        new("migrations-numbered", MigrationsNumbered, House.Of(
            ("src/Attune.Demo/Migrations/0001-things.sqlite.sql", ""),
            ("src/Attune.Demo/Migrations/0001-others.sqlite.sql", ""))),
    ];

    /// <summary>The reviewed list of a module's public types.</summary>
    public static string SurfaceFile(string project) => $"tests/Attune.Architecture.Tests/Surface/{project}.txt";

    private static IEnumerable<Violation> Readme(House house) => house.Host.Modules
        .Where(module => string.IsNullOrWhiteSpace(house.Sources.Find($"src/{module.Project}/README.md")?.Text))
        .Select(module => new Violation($"src/{module.Project}", 0, "The module has no README.md.",
            "Say in forty lines what it is for, where to begin reading and what it must never do."));

    private static IEnumerable<Violation> ReadinessCheck(House house) => house.Host.Modules
        .Where(module => !module.HasReadinessCheck && house.Host.Endpoints.Any(endpoint => endpoint.Module == module.Name))
        .Select(module => new Violation($"src/{module.Project}", 0, "The module maps endpoints but registers no readiness check.",
            "Call AddReadinessCheck in its door: /ready must know whether it works."));

    private static IEnumerable<Violation> DataDuties(House house) => house.Host.Modules
        .Where(module => module.Migrations > 0 && !(module.KeepsPersonalData && module.HasBackupPart))
        .Select(module => new Violation($"src/{module.Project}", 0,
            "The module has tables but cannot export and erase a person's data and be backed up.",
            "Register IPersonalData and IBackupPart in its door."));

    private static IEnumerable<Violation> SettingsValidated(House house) =>
        from module in house.Host.Modules
        from section in module.Sections
        where !module.Validated.Contains(section.Options)
        select new Violation($"src/{module.Project}", 0,
            $"The settings {section.Name} ({section.Options.Name}) have no validator.",
            "Register it with AddSettings: wrong settings are told at start, all at once.");

    /// <summary>A class of options that nobody registered is never bound: its settings would silently do nothing.</summary>
    private static IEnumerable<Violation> OptionsRegistered(House house)
    {
        foreach (var module in house.Host.Modules)
        {
            var known = module.Sections.SelectMany(section => SettingScan.OptionsIn(section.Options)).Select(type => type.Name)
                .ToHashSet();
            foreach (var file in house.Sources.ShippedCode.Where(file => file.IsIn($"src/{module.Project}")))
            {
                foreach (var type in file.TopLevelTypes.OfType<ClassDeclarationSyntax>()
                    .Where(type => type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal)
                    && !known.Contains(type.Identifier.ValueText)))
                {
                    yield return new Violation(file.Path, file.LineOf(type),
                        $"'{type.Identifier.ValueText}' belongs to no settings section.",
                        "Register it with AddSettings, or make it a property of options that are.");
                }
            }
        }
    }

    private static IEnumerable<Violation> OptionsThroughTheDoor(House house) =>
        from file in house.Sources.ShippedCode
        where !file.IsIn("src/Attune.Foundation") && !file.IsIn("src/Attune.Server")
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax
        where name?.Identifier.ValueText is "Configure" or "AddOptions" or "AddOptionsWithValidateOnStart"
        select new Violation(file.Path, file.LineOf(call), $"It binds options with {name}.",
            "Use ModuleRegistration.AddSettings: it binds, validates at start and documents.");

    private static IEnumerable<Violation> PublicSurface(House house) => house.Host.Modules
        .Where(module => module.PublicTypes.Count > PublicTypes)
        .Select(module => new Violation($"src/{module.Project}", 0,
            $"The module shows {module.PublicTypes.Count} public types; the limit is {PublicTypes}.",
            "Make types internal; others meet a module through its two doors, Foundation's module contracts, topics and ids.",
                module.PublicTypes.Count));

    private static IEnumerable<Violation> PublicSurfaceListed(House house)
    {
        foreach (var module in house.Host.Modules)
        {
            var path = SurfaceFile(module.Project);
            var listed = (house.Sources.Find(path)?.Lines ?? []).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);
            foreach (var type in module.PublicTypes.Where(type => !listed.Contains(type)))
                yield return new Violation(path, 0, $"The public type {type} is not listed.",
                    "Make it internal, or add the line and have it reviewed.");
            foreach (var type in listed.Where(type => !module.PublicTypes.Contains(type)))
                yield return new Violation(path, 0, $"The listed type {type} is not public any more.", "Remove the line.");
        }
    }

    private static IEnumerable<Violation> EventTypes(House house) =>
        from module in house.Host.Modules
        from type in module.EventTypes
        where type.Name.Length == 0 || type.Meaning.Length == 0 || type.Name.Any(char.IsAsciiLetterUpper)
        select new Violation($"src/{module.Project}", 0,
            $"The event type '{type.Name}' is not lower case or does not say what it means.",
            "Name it noun.verb in the past tense and say when it is published and what data holds.");

    /// <summary>The database remembers the highest number: a second file of that number would never be applied.</summary>
    private static IEnumerable<Violation> MigrationsNumbered(House house) =>
        from file in house.Sources.Files
        where file.IsIn("src") && file.Name.EndsWith(".sqlite.sql", StringComparison.Ordinal)
        group file by file.Folder into module
        from placed in module.OrderBy(file => file.Name, StringComparer.Ordinal).Select((file, i) => (File: file, Number: i + 1))
        where !placed.File.Name.StartsWith($"{placed.Number:0000}-", StringComparison.Ordinal)
        select new Violation(placed.File.Path, 0, $"Migration {placed.Number} of the module is missing, or one is there twice.",
            "Give each file the next number; it is applied once, in this order.");
}
