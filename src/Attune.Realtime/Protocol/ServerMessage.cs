using System.Text.Json;

namespace Attune.Realtime.Protocol;

/// <summary>Looks at the first fields of this server's messages, which stand in a fixed order; the rest is not parsed.</summary>
internal static class ServerMessage
{
    public static bool Is(ReadOnlySpan<byte> message, ReadOnlySpan<byte> type)
    {
        var start = "{\"type\":\""u8;
        return message.StartsWith(start) && message[start.Length..].StartsWith(type)
            && message[start.Length + type.Length] == (byte)'"';
    }

    /// <summary>Topic and newest seq of an <c>event</c> message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="service">The topic's name; names need no escaping, so the bytes are its UTF-8.</param>
    public static long EventSeq(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> service)
    {
        var json = new Utf8JsonReader(message);
        Skip(ref json, 5); // {, type and its value, service and its value
        service = json.ValueSpan;
        Skip(ref json, 2);
        return json.GetInt64();
    }

    /// <summary>When a <c>bye</c> asks the client to come back, milliseconds.</summary>
    public static (int From, int To) ReturnOf(ReadOnlySpan<byte> bye)
    {
        var json = new Utf8JsonReader(bye);
        Skip(ref json, 8); // {, type and reason with their values, reconnectAfterMs, [, the first number
        var from = json.GetInt32();
        json.Read();
        return (from, json.GetInt32());
    }

    private static void Skip(ref Utf8JsonReader json, int tokens)
    {
        for (; tokens > 0; tokens--)
            json.Read();
    }
}
