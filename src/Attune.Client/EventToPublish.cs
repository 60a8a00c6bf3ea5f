using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attune.Client;

/// <summary>One event to publish.</summary>
/// <param name="Type">The kind of event, 1 to 128 characters.</param>
/// <param name="Data">Any JSON value; passed through as it is.</param>
public sealed record EventToPublish(string Type, JsonElement Data)
{
    /// <summary>Makes the publish idempotent for ten minutes; made by the client if null. At most 128 characters.</summary>
    public string? Id { get; init; }

    /// <summary>What conflation compares; at most 256 bytes.</summary>
    public string? Key { get; init; }

    /// <summary>What filters compare; at most 256 bytes.</summary>
    public string? Scope { get; init; }

    /// <summary>Makes an event of a value.</summary>
    /// <param name="type">The kind of event.</param>
    /// <param name="data">Its content.</param>
    /// <param name="json">How it is written; from a source-generated context.</param>
    public static EventToPublish Of<T>(string type, T data, JsonTypeInfo<T> json) =>
        new(type, JsonSerializer.SerializeToElement(data, json));

    /// <summary>Makes an event of a text.</summary>
    /// <param name="type">The kind of event.</param>
    /// <param name="text">Its content.</param>
    public static EventToPublish Of(string type, string text) =>
        new(type, JsonSerializer.SerializeToElement(text, Protocol.FrameJson.Wire.String));
}
