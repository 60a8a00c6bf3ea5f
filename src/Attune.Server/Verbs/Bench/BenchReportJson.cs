using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Verbs.Bench;

/// <summary>Writes a measurement in the one form that all benches share.</summary>
internal static class BenchReportJson
{
    /// <summary>One line of JSON: name, commit, machine, data, model where there is one, metrics, intervals.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="commit">The commit it was measured at, or <c>unknown</c>.</param>
    /// <param name="machine">The machine in a few words.</param>
    public static string Write(BenchReport report, string commit, string machine)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("name", report.Name);
            json.WriteString("commit", commit);
            json.WriteString("machine", machine);
            WriteData(json, "data", "name", report.Data);
            if (report.TrainedOn is { } training)
                WriteData(json, "model", "trainedOn", training);
            WriteMoreData(json, report.MoreData);
            json.WriteStartObject("metrics");
            foreach (var metric in report.Metrics)
                json.WriteNumber(metric.Name, metric.Value);
            json.WriteEndObject();
            json.WriteStartObject("intervals");
            foreach (var metric in report.Metrics)
                WriteInterval(json, metric);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteInterval(Utf8JsonWriter json, BenchMetric metric)
    {
        if (metric.Interval is not { } interval)
            return;
        json.WriteStartArray(metric.Name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    private static void WriteMoreData(Utf8JsonWriter json, IReadOnlyList<BenchData> data)
    {
        if (data.Count == 0)
            return;
        json.WriteStartArray("moreData");
        foreach (var item in data)
            WriteValue(json, "name", item);
        json.WriteEndArray();
    }

    private static void WriteData(Utf8JsonWriter json, string property, string nameProperty, BenchData data)
    {
        json.WritePropertyName(property);
        WriteValue(json, nameProperty, data);
    }

    private static void WriteValue(Utf8JsonWriter json, string nameProperty, BenchData data)
    {
        json.WriteStartObject();
        json.WriteString(nameProperty, data.Name);
        json.WriteString("sha256", data.Sha256);
        json.WriteNumber("n", data.Count);
        json.WriteEndObject();
    }
}
