using System.Text.Json;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Protocol;

/// <summary>The messages that are meant for one connection, as finished frames.</summary>
internal static class ServerFrames
{
    public static byte[] Ack(in AckContent ack)
    {
        using var frame = FrameWriter.Begin("ack");
        var json = frame.Json;
        json.WriteNumber("seq"u8, ack.Seq);
        json.WriteString("timestamp"u8, WireTime.Format(ack.Now));
        json.WriteString("generation"u8, ack.Generation);
        WritePositions(json, ack.Positions);
        json.WriteString("session"u8, ack.Session);
        json.WriteString("resume"u8, ack.Resume);
        if (ack.ExpiresAt is { } expiresAt)
            json.WriteString("expiresAt"u8, WireTime.Format(expiresAt));
        json.WriteStartObject("limits"u8);
        json.WriteNumber("maxEventBytes"u8, ack.Limits.MaxEventBytes);
        json.WriteNumber("maxFrameBytes"u8, ack.Limits.MaxFrameBytes);
        json.WriteNumber("maxTopics"u8, ack.Limits.MaxTopicsPerConnection);
        json.WriteNumber("pingSeconds"u8, ack.Limits.PingSeconds);
        if (ack.Limits.Admission.FastestPublishes is { } publishes)
            json.WriteNumber("maxPublishesPerSecond"u8, publishes);
        if (ack.Limits.Admission.FastestAppends is { } appends)
            json.WriteNumber("maxAppendsPerSecond"u8, appends);
        json.WriteEndObject();
        return frame.End();
    }

    public static byte[] Subscribed(ReadOnlySpan<byte> reference, IReadOnlyList<(Topic Topic, long Position)> positions)
    {
        using var frame = FrameWriter.Begin("subscribed");
        frame.Reference(reference);
        WritePositions(frame.Json, positions);
        return frame.End();
    }

    public static byte[] Unsubscribed(ReadOnlySpan<byte> reference) => Answer("unsubscribed", reference);

    public static byte[] Error(Failure failure, ReadOnlySpan<byte> reference, string? service = null)
    {
        using var frame = FrameWriter.Begin("error");
        frame.Reference(reference);
        frame.Json.WriteString("code"u8, failure.Code);
        frame.Json.WriteString("message"u8, $"{failure.Detail} {failure.WhatToDo}");
        if (service is not null)
            frame.Json.WriteString("service"u8, service);
        frame.Json.WriteBoolean("retry"u8, failure.Retry);
        if (failure.RetryAfter is { } wait)
            frame.Json.WriteNumber("retryAfterMs"u8, (long)Math.Ceiling(wait.TotalMilliseconds));
        return frame.End();
    }

    /// <summary>A connection is not let in.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="fromMs">It should come back not before, milliseconds.</param>
    /// <param name="toMs">Nor later than, milliseconds.</param>
    public static byte[] Refusal(Failure failure, int fromMs, int toMs)
    {
        using var frame = FrameWriter.Begin("error");
        frame.Json.WriteString("code"u8, failure.Code);
        frame.Json.WriteString("message"u8, $"{failure.Detail} {failure.WhatToDo}");
        frame.Json.WriteBoolean("retry"u8, true);
        WriteReturn(frame.Json, fromMs, toMs);
        return frame.End();
    }

    /// <summary>The server is about to close the connection.</summary>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="fromMs">The client should come back not before, milliseconds.</param>
    /// <param name="toMs">Nor later than, milliseconds.</param>
    public static byte[] Bye(string reason, int fromMs, int toMs)
    {
        using var frame = FrameWriter.Begin("bye");
        frame.Json.WriteString("reason"u8, reason);
        WriteReturn(frame.Json, fromMs, toMs);
        return frame.End();
    }

    /// <param name="service">The topic.</param>
    /// <param name="from">The first seq that may be missing.</param>
    /// <param name="to">The last one.</param>
    /// <param name="missed">Events of the topic among them, if that is known.</param>
    /// <param name="reason">trimmed, dropped or conflated.</param>
    public static byte[] Gap(string service, long from, long to, long? missed, string reason)
    {
        using var frame = FrameWriter.Begin("gap");
        frame.Json.WriteString("service"u8, service);
        frame.Json.WriteNumber("from"u8, from);
        frame.Json.WriteNumber("to"u8, to);
        if (missed is not null)
            frame.Json.WriteNumber("missed"u8, missed.Value);
        frame.Json.WriteString("reason"u8, reason);
        return frame.End();
    }

    public static byte[] Rewind(string service, string generation, long to)
    {
        using var frame = FrameWriter.Begin("rewind");
        frame.Json.WriteString("service"u8, service);
        frame.Json.WriteString("generation"u8, generation);
        frame.Json.WriteNumber("to"u8, to);
        return frame.End();
    }

    public static byte[] Published(ReadOnlySpan<byte> reference, Receipt receipt)
    {
        using var frame = FrameWriter.Begin("published");
        frame.Reference(reference);
        frame.Json.WriteNumber("seq"u8, receipt.Seq);
        frame.Json.WriteString("generation"u8, receipt.Generation);
        frame.Json.WriteString("id"u8, receipt.Id);
        return frame.End();
    }

    public static byte[] History(ReadOnlySpan<byte> reference, string topic, HistoryPage page)
    {
        using var frame = FrameWriter.Begin("history");
        frame.Reference(reference);
        frame.Json.WriteString("topic"u8, topic);
        HistoryJson.WriteFields(frame.Json, page);
        return frame.End();
    }

    public static byte[] Ping(DateTimeOffset now)
    {
        using var frame = FrameWriter.Begin("ping");
        frame.Json.WriteString("timestamp"u8, WireTime.Format(now));
        return frame.End();
    }

    public static byte[] Pong(ReadOnlySpan<byte> reference, DateTimeOffset now)
    {
        using var frame = FrameWriter.Begin("pong");
        frame.Reference(reference);
        frame.Json.WriteString("timestamp"u8, WireTime.Format(now));
        return frame.End();
    }

    public static byte[] Appended(ReadOnlySpan<byte> reference, long end)
    {
        using var frame = FrameWriter.Begin("appended");
        frame.Reference(reference);
        frame.Json.WriteNumber("end"u8, end);
        return frame.End();
    }

    public static byte[] Ended(ReadOnlySpan<byte> reference, IReadOnlyDictionary<string, long> lengths)
    {
        using var frame = FrameWriter.Begin("ended");
        frame.Reference(reference);
        WriteLengths(frame.Json, lengths);
        return frame.End();
    }

    public static byte[] Stopping(ReadOnlySpan<byte> reference, AiStream stream)
    {
        using var frame = FrameWriter.Begin("stopping");
        frame.Reference(reference);
        frame.Json.WriteString("stream"u8, stream.Id);
        frame.Json.WriteString("state"u8, StateName(stream.State));
        WriteLengths(frame.Json, stream.Lengths);
        return frame.End();
    }

    /// <summary>Asks the producer of a stream to stop.</summary>
    public static byte[] StreamStop(string stream)
    {
        using var frame = FrameWriter.Begin("stream.stop");
        frame.Json.WriteString("stream"u8, stream);
        return frame.End();
    }

    public static byte[] StreamState(AiStream stream, AiStreamState state)
    {
        using var frame = FrameWriter.Begin("stream.state");
        frame.Json.WriteString("stream"u8, stream.Id);
        frame.Json.WriteString("state"u8, StateName(state));
        WriteLengths(frame.Json, stream.Lengths);
        if (stream.IsRedacted)
            frame.Json.WriteBoolean("redacted"u8, true);
        return frame.End();
    }

    public static string StateName(AiStreamState state) => state switch
    {
        AiStreamState.Open => "open",
        AiStreamState.Complete => "complete",
        AiStreamState.Cancelled => "cancelled",
        AiStreamState.Failed => "failed",
        _ => "orphaned",
    };

    private static void WriteReturn(Utf8JsonWriter json, int fromMs, int toMs)
    {
        json.WriteStartArray("reconnectAfterMs"u8);
        json.WriteNumberValue(fromMs);
        json.WriteNumberValue(toMs);
        json.WriteEndArray();
    }

    private static byte[] Answer(string type, ReadOnlySpan<byte> reference)
    {
        using var frame = FrameWriter.Begin(type);
        frame.Reference(reference);
        return frame.End();
    }

    private static void WritePositions(Utf8JsonWriter json, IReadOnlyList<(Topic Topic, long Position)> positions)
    {
        json.WriteStartObject("position"u8);
        foreach (var (topic, position) in positions)
            json.WriteNumber(topic.NameUtf8, position);
        json.WriteEndObject();
    }

    private static void WriteLengths(Utf8JsonWriter json, IReadOnlyDictionary<string, long> lengths)
    {
        json.WriteStartObject("length"u8);
        foreach (var (part, length) in lengths)
            json.WriteNumber(part, length);
        json.WriteEndObject();
    }
}
