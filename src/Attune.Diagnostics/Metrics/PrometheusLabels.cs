using System.Globalization;
using System.Text;

namespace Attune.Diagnostics.Metrics;

/// <summary>Labels as the text format writes them: <c>name="value",…</c> in the order of their names.</summary>
internal static class PrometheusLabels
{
    /// <summary>Characters of a value that are kept; a label is a name for something, not a place for texts.</summary>
    private const int MaxValueLength = 200;

    public static string Write(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var name = NameOf(key);
            // Two tags that differ only in signs become one label; both values are kept, as OpenTelemetry wants it.
            labels[name] = labels.TryGetValue(name, out var first) ? $"{first};{TextOf(value)}" : TextOf(value);
        }

        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(name).Append("=\"");
            AppendEscaped(text, value);
            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>"le" belongs to the buckets of histograms.</summary>
    private static string NameOf(string key) => PrometheusName.OfLabel(key) is var name && name == "le" ? "exported_le" : name;

    private static string TextOf(object? value)
    {
        var text = value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (text.Length <= MaxValueLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxValueLength - 1]) ? MaxValueLength - 1 : MaxValueLength;
        return text[..end];
    }

    private static void AppendEscaped(StringBuilder to, string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => to.Append(@"\\"),
                '"' => to.Append("\\\""),
                '\n' => to.Append(@"\n"),
                _ => to.Append(c),
            };
        }
    }
}
