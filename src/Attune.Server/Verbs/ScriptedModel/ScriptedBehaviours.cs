using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>Which model name does what: each behaviour under its own name, until somebody changes it.</summary>
internal sealed partial class ScriptedBehaviours
{
    private static readonly FrozenDictionary<string, ScriptedBehaviour> ByName =
        Enum.GetValues<ScriptedBehaviour>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, ScriptedBehaviour> _changed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _hasDied = new(StringComparer.Ordinal);

    /// <summary>All names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ScriptedBehaviour>().Select(NameOf)];

    public static ScriptedBehaviour? Parse(string? name) =>
        name is not null && ByName.TryGetValue(name, out var behaviour) ? behaviour : null;

    /// <summary>Makes a model name do something else from now on; what has died once may die once more.</summary>
    public void Change(string model, ScriptedBehaviour behaviour)
    {
        _hasDied.TryRemove(model, out _);
        _changed[model] = behaviour;
    }

    /// <summary>What a request to this model does. A name that nobody has given a behaviour is an unknown model.</summary>
    public ScriptedBehaviour Of(string model)
    {
        var behaviour = _changed.TryGetValue(model, out var changed) ? changed : Parse(model) ?? ScriptedBehaviour.Unknown;
        if (behaviour != ScriptedBehaviour.DiesOnce)
            return behaviour;
        return _hasDied.TryAdd(model, true) ? ScriptedBehaviour.Dies : ScriptedBehaviour.Scripted;
    }

    private static string NameOf(ScriptedBehaviour behaviour) =>
        WordStart().Replace(behaviour.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
