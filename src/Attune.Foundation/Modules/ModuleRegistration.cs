using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Attune.Foundation.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Attune.Foundation.Modules;

/// <summary>Everything a module may bring. The list is fixed; what a module did not register does not exist.</summary>
public sealed class ModuleRegistration(string name, IServiceCollection services, IConfiguration settings)
{
    private readonly List<string> _meters = [];
    private readonly List<EventType> _eventTypes = [];
    private readonly List<TopicPattern> _topicPatterns = [];
    private readonly List<ConsoleEntry> _consoleEntries = [];
    private readonly List<SettingsSection> _sections = [];

    public string Name { get; } = name;

    public IServiceCollection Services { get; } = services;

    public IReadOnlyList<MigrationFile> MigrationFiles { get; private set; } = [];

    public IReadOnlyList<string> Meters => _meters;

    public IReadOnlyList<EventType> EventTypes => _eventTypes;

    public IReadOnlyList<TopicPattern> TopicPatterns => _topicPatterns;

    public IReadOnlyList<ConsoleEntry> ConsoleEntries => _consoleEntries;

    public IReadOnlyList<SettingsSection> Sections => _sections;

    /// <summary>True when the module can export and erase what it keeps about a person.</summary>
    public bool KeepsPersonalData { get; private set; }

    /// <summary>True when the module says what a backup must hold.</summary>
    public bool HasBackupPart { get; private set; }

    /// <summary>True when the module can say whether it works.</summary>
    public bool HasReadinessCheck { get; private set; }

    /// <summary>A settings section, bound and validated before the first request; all errors are told at once.</summary>
    /// <param name="section">Name of the configuration section.</param>
    /// <param name="bind">Copies the section into the options; source-generated in each module.</param>
    public void AddSettings<TOptions, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        string section, Action<IConfiguration, TOptions> bind)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        var source = settings.GetSection(section);
        _sections.Add(new SettingsSection(section, typeof(TOptions)));
        Services.AddOptions<TOptions>().Configure(options => Bind(source, options, bind)).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }

    /// <summary>A value of the wrong type is told like any other wrong setting, together with all others.</summary>
    private static void Bind<TOptions>(IConfigurationSection source, TOptions options, Action<IConfiguration, TOptions> bind)
    {
        try
        {
            bind(source, options);
        }
        catch (InvalidOperationException error)
        {
            throw new OptionsValidationException(source.Key, typeof(TOptions), [$"{source.Key}: {error.Message}"]);
        }
    }

    /// <summary>Numbered SQL files embedded in this assembly under <c>Migrations/</c>.</summary>
    public void AddMigrations(Assembly assembly) => MigrationFiles = MigrationFile.In(assembly);

    public void AddReadinessCheck<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCheck>()
        where TCheck : class, IReadinessCheck
    {
        HasReadinessCheck = true;
        Services.AddSingleton<IReadinessCheck, TCheck>();
    }

    /// <summary>A meter of the framework whose instruments appear in <c>/metrics</c>.</summary>
    public void AddMeter(string meter) => _meters.Add(meter);

    public void AddEventTypes(params ReadOnlySpan<EventType> types) => _eventTypes.AddRange(types);

    public void AddTopicPatterns(params ReadOnlySpan<TopicPattern> patterns) => _topicPatterns.AddRange(patterns);

    public void AddConsoleEntry(ConsoleEntry entry) => _consoleEntries.Add(entry);

    public void AddPersonalData<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TData>()
        where TData : class, IPersonalData
    {
        KeepsPersonalData = true;
        Services.AddSingleton<IPersonalData, TData>();
    }

    public void AddBackupPart<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPart>()
        where TPart : class, IBackupPart
    {
        HasBackupPart = true;
        Services.AddSingleton<IBackupPart, TPart>();
    }

    /// <summary>A command-line verb such as <c>attune train</c>.</summary>
    public void AddVerb<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TVerb>()
        where TVerb : class, IVerb => Services.AddSingleton<IVerb, TVerb>();
}

/// <summary>A configuration section and the class that documents it.</summary>
public sealed record SettingsSection(string Name, Type Options);
