using System.Text.Json;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>What the stand-in reads of a request.</summary>
/// <param name="Model">The model's name, which chooses the behaviour.</param>
/// <param name="IsStream">True when the answer is wanted in pieces.</param>
/// <param name="LastUserText">The last message of the user; empty when there is none.</param>
/// <param name="Turn">How many messages the user has written, at least 1.</param>
/// <param name="WantsUsage">True when the stream is to end with the usage.</param>
/// <param name="HasPassages">True when a message holds numbered passages.</param>
internal sealed record ScriptedRequest(
    string Model, bool IsStream, bool WantsUsage, string LastUserText, int Turn, bool HasPassages)
{
    private const string FirstPassage = "[1]";

    /// <summary>True for a question in Chinese.</summary>
    public bool IsChinese => LastUserText.Any(c => c is >= '\u4e00' and <= '\u9fff');

    /// <exception cref="InvalidDataException">It is no chat request.</exception>
    public static ScriptedRequest Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var messages = root.GetProperty("messages").EnumerateArray()
                .Select(message => (Role: message.GetProperty("role").GetString(), Text: TextOf(message))).ToList();
            var ofUser = messages.Where(message => message.Role == "user").ToList();
            return new ScriptedRequest(
                root.GetProperty("model").GetString() ?? "",
                IsTrue(root, "stream"),
                root.TryGetProperty("stream_options", out var options) && IsTrue(options, "include_usage"),
                ofUser.LastOrDefault().Text ?? "",
                Math.Max(ofUser.Count, 1),
                messages.Exists(message => message.Text.Contains(FirstPassage, StringComparison.Ordinal)));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no chat request: {error.Message}", error);
        }
    }

    private static bool IsTrue(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Content is a text, or parts of which those of type text count.</summary>
    private static string TextOf(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content))
            return "";
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString() ?? "",
            JsonValueKind.Array => string.Concat(content.EnumerateArray()
                .Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : "")),
            _ => "",
        };
    }
}
