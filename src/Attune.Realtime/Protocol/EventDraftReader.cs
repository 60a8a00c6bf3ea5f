using System.Text.Json;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Protocol;

/// <summary>Reads events to publish; <c>data</c> stays the slice of bytes that the publisher sent.</summary>
internal static class EventDraftReader
{
    private static readonly ReadOnlyMemory<byte> NoData = "null"u8.ToArray();

    /// <summary>Reads a body: one event or an array of them.</summary>
    /// <param name="json">The body; must not change while the drafts are used.</param>
    /// <param name="limit">Most events.</param>
    public static Outcome<(EventDraft[] Drafts, bool IsArray)> ReadBody(ReadOnlyMemory<byte> json, int limit)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            var isArray = reader.TokenType == JsonTokenType.StartArray;
            var drafts = new List<EventDraft>(1);
            while (!isArray || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
            {
                if (!TryRead(ref reader, json, out var draft))
                    return RealtimeFailures.Invalid(isArray ? $"[{drafts.Count}]" : "body",
                        "must be an object {service, type, data, …} with texts where texts belong");
                drafts.Add(draft);
                if (drafts.Count > limit)
                    return RealtimeFailures.Invalid("body", $"has more than {limit} events; send them in several calls");
                if (!isArray)
                    break;
            }

            if (reader.Read())
                return Failure.Of(RealtimeErrors.InvalidJson, "Something follows the JSON value.");
            return (drafts.ToArray(), isArray);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Failure.Of(RealtimeErrors.InvalidJson,
                error is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
                ? $"The JSON is broken in line {line + 1} at byte {position}."
                : "The JSON holds a text that is not UTF-8.");
        }
    }

    /// <summary>Reads one event object at which the reader stands.</summary>
    /// <returns>False when a field has the wrong type.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, out EventDraft draft)
    {
        draft = new EventDraft("", "", NoData);
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "data")
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                draft = draft with { Data = json[start..(int)reader.BytesConsumed] };
            }
            else if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }
            else if (!TryReadText(ref reader, name, ref draft))
            {
                return false;
            }
        }

        if (draft.Scope is null && FindPropertyId(draft.Data.Span) is { } property)
            draft = draft with { Scope = property };
        return true;
    }

    private static bool TryReadText(ref Utf8JsonReader reader, string? name, ref EventDraft draft)
    {
        if (name is "scope")
        {
            var isRead = ClientFrameReader.Scope(ref reader, out var scope);
            draft = draft with { Scope = scope };
            return isRead;
        }

        if (name is not ("service" or "topic" or "type" or "id" or "key"))
            return reader.TrySkip();
        if (reader.TokenType != JsonTokenType.String)
            return false;
        var text = reader.GetString()!;
        draft = name switch
        {
            "type" => draft with { Type = text },
            "id" => draft with { Id = text },
            "key" => draft with { Key = text },
            _ => draft with { Topic = text },
        };
        return true;
    }

    /// <summary>Brief D's property id, which stands inside the data of its events.</summary>
    private static string? FindPropertyId(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{' || data.IndexOf("\"propertyId\""u8) < 0)
            return null;
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isProperty = reader.ValueTextEquals("propertyId"u8);
            reader.Read();
            if (isProperty)
                return ClientFrameReader.Scope(ref reader, out var scope) ? scope : null;
            reader.Skip();
        }

        return null;
    }
}
