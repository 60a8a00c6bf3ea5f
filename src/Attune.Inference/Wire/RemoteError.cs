using System.Text;
using System.Text.Json;
using Attune.Inference.Endpoints;

namespace Attune.Inference.Wire;

/// <summary>What an endpoint says about its failure: read within bounds, without the key it was sent.</summary>
internal static class RemoteError
{
    private const int MaxBytes = 8_192;
    private const int MaxCharacters = 200;

    /// <summary>Reads the beginning of an answer.</summary>
    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var bytes = new byte[MaxBytes];
        await using var body = await content.ReadAsStreamAsync(cancellation);
        var length = await body.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>True when the text is JSON, as an endpoint answers also in trouble; false for a page of a web server.</summary>
    public static bool IsJson(string body) => body.AsSpan().TrimStart() is ['{', ..];

    /// <summary>The message inside <c>{"error": …}</c> on one line; null when there is none.</summary>
    public static string? MessageIn(string body, Secret? key)
    {
        if (!IsJson(body))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.TryGetProperty("error", out var found) ? found : json.RootElement;
            var text = error.ValueKind switch
            {
                JsonValueKind.String => error.GetString(),
                JsonValueKind.Object when error.TryGetProperty("message", out var message)
                    && message.ValueKind == JsonValueKind.String => message.GetString(),
                _ => null,
            };
            return string.IsNullOrWhiteSpace(text) ? null : Clean(text, key);
        }
        catch (JsonException)
        {
            // Cut off at the bound, or never JSON: then there is nothing to quote.
            return null;
        }
    }

    private static string Clean(string text, Secret? key)
    {
        var safe = key?.RemoveFrom(text) ?? text;
        var line = string.Concat(safe.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (line.Length <= MaxCharacters)
            return line;
        var end = char.IsHighSurrogate(line[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        return line[..end] + "…";
    }
}
