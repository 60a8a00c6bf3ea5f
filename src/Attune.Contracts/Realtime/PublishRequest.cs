using System.Text.Json;

namespace Attune.Contracts.Realtime;

/// <summary>One event to publish. A body may also be an array of these: all are stored together or none is.</summary>
/// <param name="Service">The topic, for example <c>finance</c> or <c>room:12</c>.</param>
/// <param name="Type">The kind of event, for example <c>revenue_added</c>; 1 to 128 characters.</param>
/// <param name="Data">Any JSON value; passed through byte for byte.</param>
/// <param name="Id">Makes the publish idempotent for ten minutes; at most 128 characters. Made by the server if absent.</param>
/// <param name="Key">What conflation compares; at most 256 bytes.</param>
/// <param name="Scope">What filters compare (a property id for example); at most 256 bytes.</param>
public sealed record PublishRequest(
    string Service,
    string Type,
    JsonElement Data,
    string? Id = null,
    string? Key = null,
    string? Scope = null);
