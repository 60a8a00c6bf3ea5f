using Attune.Foundation.Modules;
using Attune.Realtime.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Streams;

/// <summary>Decides whether a topic is known and how it is kept: the settings' rules first, then what modules brought.</summary>
internal sealed class TopicRules
{
    public const string DefaultDomain = "main";
    public const string MemoryDomain = "memory";

    private readonly (string Pattern, TopicSettings Settings)[] _rules;
    private readonly TopicSettings _default;
    private readonly HashSet<string> _services;

    public TopicRules(IOptions<RealtimeOptions> settings, ModuleCatalogue modules)
    {
        var options = settings.Value;
        _default = new TopicSettings(DefaultDomain, Durability.Disk, options.Retention.ToRetention());
        _services = [.. options.Services];
        _rules =
        [
            .. options.Topics.Select(rule => (rule.Pattern, Settings(rule, options))),
            .. options.Services.Select(service => (service, _default)),
            .. modules.Modules.SelectMany(module => module.TopicPatterns).Select(pattern => (pattern.Pattern, _default)),
        ];
    }

    public IReadOnlyCollection<string> Services => _services;

    public bool IsService(string name) => _services.Contains(name);

    /// <summary>How a topic is kept; null when no rule knows it.</summary>
    public TopicSettings? Find(string name)
    {
        foreach (var (pattern, settings) in _rules)
        {
            if (pattern.EndsWith('*') ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1)) : name == pattern)
                return settings;
        }

        return null;
    }

    /// <summary>How a topic is kept that no rule knows but whose log exists.</summary>
    public TopicSettings FindOrDefault(string name) => Find(name) ?? _default;

    private static TopicSettings Settings(TopicRuleOptions rule, RealtimeOptions options) => new(
        rule.Domain.Length > 0 ? rule.Domain : rule.Durability == Durability.Memory ? MemoryDomain : DefaultDomain,
        rule.Durability,
        (rule.Retention ?? options.Retention).ToRetention(),
        rule.SlowReaders,
        rule.SlowAfterBytes,
        rule.Presence);
}
