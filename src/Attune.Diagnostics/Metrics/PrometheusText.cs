using System.Buffers;
using System.Globalization;
using System.Text;

namespace Attune.Diagnostics.Metrics;

/// <summary>Writes the Prometheus text exposition format, version 0.0.4, as UTF-8.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const int FirstCapacity = 32 * 1024;

    /// <summary>The longest form of a double in the round-trip format has 24 characters.</summary>
    private const int MaxNumberLength = 32;

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstCapacity);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Header(string name, string type, string help)
    {
        Append("# HELP ");
        Append(name);
        Append(" ");
        Append(help.Replace(@"\", @"\\", StringComparison.Ordinal).ReplaceLineEndings(@"\n"));
        Append("\n# TYPE ");
        Append(name);
        Append(" ");
        Append(type);
        Append("\n");
    }

    public void Sample(string name, string labels, double value) => Sample(name, "", labels, "", value);

    /// <summary>One line.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="suffix">Is put after the name: <c>_bucket</c>, <c>_sum</c>, <c>_count</c> or nothing.</param>
    /// <param name="labels">Labels as <see cref="PrometheusLabels"/> writes them.</param>
    /// <param name="lastLabel">One more label that needs no escaping; empty for none.</param>
    /// <param name="value">The value.</param>
    public void Sample(string name, string suffix, string labels, string lastLabel, double value)
    {
        Append(name);
        Append(suffix);
        if (labels.Length + lastLabel.Length > 0)
        {
            Append("{");
            Append(labels);
            if (labels.Length > 0 && lastLabel.Length > 0)
                Append(",");
            Append(lastLabel);
            Append("}");
        }

        Append(" ");
        Append(value);
        Append("\n");
    }

    /// <summary>A number as the format spells it.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void Append(double value)
    {
        if (!double.IsFinite(value))
        {
            Append(Number(value));
            return;
        }

        var space = _bytes.GetSpan(MaxNumberLength);
        value.TryFormat(space, out var length, "R", CultureInfo.InvariantCulture);
        _bytes.Advance(length);
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
