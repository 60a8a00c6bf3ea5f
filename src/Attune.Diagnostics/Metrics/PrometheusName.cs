using System.Text;

namespace Attune.Diagnostics.Metrics;

/// <summary>
/// Names of the Prometheus data model from names of the framework's instruments, by the rules of the OpenTelemetry
/// specification "Prometheus and OpenMetrics Compatibility": dots become underscores, the unit is spelt out at the end,
/// counters end in <c>_total</c>.
/// </summary>
internal static class PrometheusName
{
    public const string TotalSuffix = "_total";

    public static string OfMetric(string instrument, string? unit, bool isCounter)
    {
        var name = Sanitize(instrument, allowColon: true);
        if (isCounter && name.EndsWith(TotalSuffix, StringComparison.Ordinal))
            name = name[..^TotalSuffix.Length];
        if (UnitWord(unit) is { } word && !name.EndsWith("_" + word, StringComparison.Ordinal) && name != word)
            name = $"{name}_{word}";
        return isCounter ? name + TotalSuffix : name;
    }

    /// <summary>A label's name; those that begin with two underscores are Prometheus' own.</summary>
    public static string OfLabel(string tag)
    {
        var name = Sanitize(tag, allowColon: false);
        return name.StartsWith("__", StringComparison.Ordinal) ? "key" + name : name;
    }

    private static string Sanitize(string name, bool allowColon)
    {
        if (name.Length == 0)
            return "_";
        var clean = new StringBuilder(name.Length + 1);
        if (char.IsAsciiDigit(name[0]))
            clean.Append('_');
        foreach (var c in name)
            clean.Append(char.IsAsciiLetterOrDigit(c) || (allowColon && c == ':') ? c : '_');
        return clean.ToString();
    }

    /// <summary>The word for a UCUM unit; null for counts ("{request}"), for "1" and for units without a word.</summary>
    private static string? UnitWord(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "min" => "minutes",
        "h" => "hours",
        "d" => "days",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "Cel" => "celsius",
        "%" => "percent",
        "By/s" => "bytes_per_second",
        _ => null,
    };
}
