using System.Text.Json;

namespace Attune.Client.Protocol;

/// <summary>Any frame of the server; which fields count depends on <see cref="Type"/>.</summary>
internal sealed record ServerFrame
{
    public string? Type { get; init; }

    public long? Ref { get; init; }

    public string? Service { get; init; }

    public long? Seq { get; init; }

    public long? Prev { get; init; }

    public string? Generation { get; init; }

    public WireEvent[]? Events { get; init; }

    public Dictionary<string, long>? Position { get; init; }

    public string? Session { get; init; }

    public string? Resume { get; init; }

    public long From { get; init; }

    public long To { get; init; }

    public long? Missed { get; init; }

    public string? Reason { get; init; }

    public int[]? ReconnectAfterMs { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public bool Retry { get; init; }

    public long? RetryAfterMs { get; init; }

    public string[]? Topics { get; init; }

    public string? Id { get; init; }

    public bool More { get; init; }

    public long Next { get; init; }

    public long TrimmedThrough { get; init; }

    public string? Stream { get; init; }

    public string? Part { get; init; }

    public long At { get; init; }

    public long End { get; init; }

    public string? Data { get; init; }

    public string? State { get; init; }

    public Dictionary<string, long>? Length { get; init; }

    public bool Redacted { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reads one frame; null for a kind that this version does not know.</summary>
    /// <exception cref="IOException">It is a kind that must be understood, and is not.</exception>
    public static ServerFrame? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, FrameJson.Wire.ServerFrame) is { Type: not null } frame ? frame : null;
        }
        catch (JsonException error) when (IsNeeded(json))
        {
            throw new IOException("The server sent a frame that is not understood.", error);
        }
        catch (JsonException)
        {
            // A kind of a newer server, whose fields have other shapes.
            return null;
        }
    }

    /// <summary>Passing over one of these would be a silent loss.</summary>
    private static bool IsNeeded(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("type"u8, out var type)
                || type.ValueKind != JsonValueKind.String
                || type.GetString() is "ack" or "event" or "gap" or "rewind" or "stream" or "stream.state" or "error";
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <summary>A failure that the client found itself, in the form of the server's.</summary>
    public static ServerFrame Failed(long? reference, string code, string message, bool retry) =>
        new() { Type = "error", Ref = reference, Code = code, Message = message, Retry = retry };

    public AttuneException ToException() => new(Code ?? "unknown", Message ?? "", Retry);
}
