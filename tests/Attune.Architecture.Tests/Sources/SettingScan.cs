using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Attune.Architecture.Tests.Sources;

/// <summary>One setting of a module.</summary>
/// <param name="Key">Its path in the configuration, for example <c>Realtime:PingSeconds</c>.</param>
/// <param name="Property">The property that holds it.</param>
/// <param name="Default">Its default as text; null when it is a list, a map or computed.</param>
/// <param name="Range">Its bounds, when an attribute states them; otherwise empty.</param>
internal sealed record Setting(string Key, PropertyInfo Property, string? Default, string Range);

/// <summary>Reads options classes: which settings they have and what their defaults are.</summary>
internal static class SettingScan
{
    public static IEnumerable<Setting> In(string section, Type options)
    {
        var defaults = Activator.CreateInstance(options);
        foreach (var property in PropertiesOf(options))
        {
            var key = $"{section}:{property.Name}";
            if (IsOptions(property.PropertyType))
            {
                foreach (var inner in In(key, property.PropertyType))
                    yield return inner;
            }
            else
            {
                yield return new Setting(key, property, TextOf(property.GetValue(defaults)), RangeOf(property));
            }
        }
    }

    /// <summary>An options class and all options classes inside it.</summary>
    public static IEnumerable<Type> OptionsIn(Type options) =>
        PropertiesOf(options).Select(property => ElementOf(property.PropertyType)).Where(IsOptions)
            .SelectMany(OptionsIn).Prepend(options);

    /// <summary>The way a value is written in appsettings.json.</summary>
    public static string? TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable => null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static IEnumerable<PropertyInfo> PropertiesOf(Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0
            && (property.SetMethod is not null || IsOptions(property.PropertyType)));

    private static bool IsOptions(Type type) =>
        type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type)
        && type.Assembly.GetName().Name!.StartsWith("Attune.", StringComparison.Ordinal);

    private static Type ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()! : type is { IsGenericType: true } && typeof(IEnumerable).IsAssignableFrom(type)
            ? type.GetGenericArguments()[^1] : type;

    private static string RangeOf(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture) >= long.MaxValue
            ? $"{TextOf(range.Minimum)} or more"
            : $"{TextOf(range.Minimum)} to {TextOf(range.Maximum)}"
        : "";
}
