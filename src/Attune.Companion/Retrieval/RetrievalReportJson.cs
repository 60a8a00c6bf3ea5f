using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Attune.Companion.Retrieval;

/// <summary>Writes a measurement in the one form that all benches share.</summary>
public static class RetrievalReportJson
{
    /// <summary>One line of JSON: name, commit, machine, data, metrics, intervals.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="commit">The commit it was measured at, or <c>unknown</c>.</param>
    /// <param name="machine">The machine in a few words.</param>
    public static string Write(RetrievalReport report, string commit, string machine)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("name", "retrieval");
            json.WriteString("commit", commit);
            json.WriteString("machine", machine);
            json.WriteStartObject("data");
            json.WriteString("name", report.DataName);
            json.WriteString("sha256", report.DataSha256);
            json.WriteNumber("n", report.Questions);
            json.WriteEndObject();
            json.WriteStartObject("metrics");
            json.WriteNumber("hit1", report.Hit1);
            json.WriteNumber("hit5", report.Hit5);
            json.WriteNumber("mrr5", report.Mrr5);
            json.WriteNumber("p95Ms", report.P95Ms);
            json.WriteEndObject();
            json.WriteStartObject("intervals");
            WriteInterval(json, "hit5", report.Hit5Interval);
            WriteInterval(json, "mrr5", report.Mrr5Interval);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, MetricInterval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }
}
