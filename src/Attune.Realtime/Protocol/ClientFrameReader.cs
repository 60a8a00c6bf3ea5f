using System.Text;
using System.Text.Json;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;

namespace Attune.Realtime.Protocol;

/// <summary>
/// Reads a client's JSON in one pass. Unknown fields are skipped, known ones must have their type; nothing is kept of what
/// does not fit.
/// </summary>
internal static class ClientFrameReader
{
    private const int MaxListItems = 10_000;

    /// <summary>Reads one frame.</summary>
    /// <param name="json">The message; must not change while the frame is used.</param>
    public static Outcome<ClientFrame> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Failure.Of(RealtimeErrors.InvalidJson, "A frame is one JSON object.");
            var frame = new ClientFrame();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ReadProperty(ref reader, json, frame) is { } failure)
                {
                    // The reference may stand behind the wrong field; the answer should still carry it.
                    ReadReference(ref reader, json, frame);
                    frame.Failure = failure;
                    return frame;
                }
            }

            reader.Read();
            return frame;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Failure.Of(RealtimeErrors.InvalidJson, error is JsonException { BytePositionInLine: { } position }
                ? $"The JSON is broken at byte {position}."
                : "The JSON holds a text that is not UTF-8.");
        }
    }

    private static void ReadReference(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ClientFrame frame)
    {
        // The reader stands at the value that was refused, or somewhere inside it.
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
        while (reader.CurrentDepth > 1 && reader.Read())
        {
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ref"u8))
                ReadProperty(ref reader, json, frame);
            else
                reader.Skip();
        }
    }

    private static Failure? ReadProperty(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ClientFrame frame)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var isRead = name switch
        {
            "type" => Text(ref reader, out frame.Type),
            "ref" => RawReference(ref reader, json, frame),
            "services" => TextList(ref reader, out frame.Services),
            "version" => Whole(ref reader, out frame.Version),
            "lastSeq" => LastSeq(ref reader, frame),
            "generation" => Text(ref reader, out frame.Generation),
            "resume" => Text(ref reader, out frame.Resume),
            "propertyId" => Scope(ref reader, out frame.PropertyId),
            "filters" => Filters(ref reader, frame),
            "echo" => Flag(ref reader, out frame.Echo),
            "announcements" => Flag(ref reader, out frame.Announcements),
            // Not text: none, as in local mode any token or none will do.
            "token" or "access_token" => Text(ref reader, out frame.Token) || reader.TrySkip(),
            "topics" => Topics(ref reader, frame),
            "topic" or "service" => Text(ref reader, out frame.Topic),
            "event" => Event(ref reader, json, frame),
            "after" => Whole(ref reader, out frame.After),
            "limit" => Whole(ref reader, out frame.Limit),
            "stream" => Text(ref reader, out frame.Stream),
            "part" => Text(ref reader, out frame.Part),
            "at" => Whole(ref reader, out frame.At),
            "data" => Data(ref reader, frame),
            "rollUp" => Whole(ref reader, out frame.RollUp),
            "state" => Text(ref reader, out frame.State),
            "parts" => Positions(ref reader, out frame.Parts),
            _ => reader.TrySkip(),
        };
        return isRead ? null : RealtimeFailures.Invalid(name, "has the wrong type");
    }

    private static bool Text(ref Utf8JsonReader reader, out string? text)
    {
        text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null;
    }

    private static bool Whole(ref Utf8JsonReader reader, out long? number)
    {
        number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value : null;
        return number is not null;
    }

    private static bool Flag(ref Utf8JsonReader reader, out bool? flag)
    {
        flag = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        return flag is not null;
    }

    /// <summary>A scope may be written as a number (a property id); it is compared as text.</summary>
    internal static bool Scope(ref Utf8JsonReader reader, out string? scope)
    {
        scope = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        return scope is not null;
    }

    private static bool RawReference(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ClientFrame frame)
    {
        const int MaxLength = 128;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return false;
        var raw = json.Span[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
        if (raw.Length > MaxLength)
            return false;
        frame.Ref = raw.ToArray();
        return true;
    }

    private static bool LastSeq(ref Utf8JsonReader reader, ClientFrame frame)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return Positions(ref reader, out frame.LastSeqByService);
        return Whole(ref reader, out frame.LastSeq) && frame.LastSeq >= 0;
    }

    private static bool Filters(ref Utf8JsonReader reader, ClientFrame frame)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isProperty = reader.ValueTextEquals("propertyId"u8);
            reader.Read();
            if (!isProperty)
                reader.Skip();
            else if (Scope(ref reader, out var scope))
                frame.PropertyId = scope;
            else
                return false;
        }

        return true;
    }

    private static bool TextList(ref Utf8JsonReader reader, out List<string>? list)
    {
        list = [];
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!Text(ref reader, out var text) || list.Count == MaxListItems)
                return false;
            list.Add(text!);
        }

        return true;
    }

    private static bool Positions(ref Utf8JsonReader reader, out Dictionary<string, long>? positions)
    {
        positions = new Dictionary<string, long>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!Whole(ref reader, out var position) || position is not >= 0 || positions.Count == MaxListItems)
                return false;
            positions[name] = position.Value;
        }

        return true;
    }

    /// <summary>Topics as names, or as objects with the position to resume from.</summary>
    private static bool Topics(ref Utf8JsonReader reader, ClientFrame frame)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        var topics = new List<(string, long?)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (topics.Count == MaxListItems)
                return false;
            if (Text(ref reader, out var name))
                topics.Add((name!, null));
            else if (TopicObject(ref reader, out var topic))
                topics.Add(topic);
            else
                return false;
        }

        frame.Topics = topics;
        return true;
    }

    private static bool TopicObject(ref Utf8JsonReader reader, out (string, long?) topic)
    {
        (string? Name, long? After) read = default;
        topic = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            reader.Read();
            if (field == "topic" && Text(ref reader, out var name))
                read.Name = name;
            else if (field == "after" && Whole(ref reader, out var after) && after >= 0)
                read.After = after;
            else if (field is "topic" or "after")
                return false;
            else
                reader.Skip();
        }

        topic = (read.Name ?? "", read.After);
        return read.Name is not null;
    }

    private static bool Event(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ClientFrame frame)
    {
        if (!EventDraftReader.TryRead(ref reader, json, out var draft))
            return false;
        frame.Event = draft;
        return true;
    }

    private static bool Data(ref Utf8JsonReader reader, ClientFrame frame)
    {
        if (reader.TokenType != JsonTokenType.String)
            return reader.TrySkip();
        frame.Data = Encoding.UTF8.GetBytes(reader.GetString()!);
        return true;
    }
}
