using System.Buffers;
using System.Text;
using System.Text.Json;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>Writes a measurement in the one form that all benches share.</summary>
public static class EmotionReportJson
{
    /// <summary>One line of JSON: name, commit, machine, data, model, metrics, intervals.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="commit">The commit it was measured at, or <c>unknown</c>.</param>
    /// <param name="machine">The machine in a few words.</param>
    public static string Write(EmotionReport report, string commit, string machine)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("name", "emotion");
            json.WriteString("commit", commit);
            json.WriteString("machine", machine);
            json.WriteStartObject("data");
            json.WriteString("name", report.DataName);
            json.WriteString("sha256", report.DataSha256);
            json.WriteNumber("n", report.Count);
            json.WriteEndObject();
            json.WriteStartObject("model");
            json.WriteString("trainedOn", report.Model.DataName);
            json.WriteString("sha256", report.Model.DataSha256);
            json.WriteNumber("n", report.Model.Examples);
            json.WriteEndObject();
            WriteMetrics(json, report);
            json.WriteStartObject("intervals");
            WriteInterval(json, "macroF1_28", report.IntervalOf28);
            WriteInterval(json, "macroF1_ekman", report.IntervalEkman);
            WriteInterval(json, "macroF1_sentiment", report.IntervalSentiment);
            WriteInterval(json, "ece", report.IntervalCalibrationError);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteMetrics(Utf8JsonWriter json, EmotionReport report)
    {
        json.WriteStartObject("metrics");
        json.WriteNumber("macroF1_28", report.MacroF1Of28);
        json.WriteNumber("macroF1_ekman", report.MacroF1Ekman);
        json.WriteNumber("macroF1_sentiment", report.MacroF1Sentiment);
        json.WriteNumber("ece", report.CalibrationError);
        json.WriteNumber("p99Ms", report.P99Ms);
        json.WriteNumber("chipTexts", report.Chips.Texts);
        json.WriteNumber("chipsShown", report.Chips.Shown);
        json.WriteNumber("chipsRight", report.Chips.Right);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }
}
