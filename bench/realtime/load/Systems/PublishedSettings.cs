using System.Text.Json;

namespace RealtimeLoad.Systems;

/// <summary>What a published program's settings say, where a report must name it.</summary>
internal static class PublishedSettings
{
    /// <summary>How long text of an AI stream is gathered before it is sent on, in milliseconds; null where there is no such
    /// setting.</summary>
    /// <param name="program">Path of the published program.</param>
    public static int? RollUpMilliseconds(string program)
    {
        var file = Path.Combine(Path.GetDirectoryName(program) ?? ".", "appsettings.json");
        using var settings = JsonDocument.Parse(File.ReadAllText(file),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return settings.RootElement.GetProperty("Realtime").GetProperty("AiStreams")
            .TryGetProperty("RollUpMilliseconds", out var value) ? value.GetInt32() : null;
    }
}
