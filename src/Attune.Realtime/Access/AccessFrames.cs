using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Realtime.Protocol;

namespace Attune.Realtime.Access;

/// <summary>What the server says about a connection's rights, as finished frames.</summary>
internal static class AccessFrames
{
    public static byte[] Refreshed(ReadOnlySpan<byte> reference, Caller caller)
    {
        using var frame = FrameWriter.Begin("refreshed");
        frame.Reference(reference);
        if (caller.ExpiresAt is { } expiresAt)
            frame.Json.WriteString("expiresAt"u8, WireTime.Format(expiresAt));
        return frame.End();
    }

    /// <summary>A reminder: the connection closes at <c>closesAt</c> unless its token is refreshed.</summary>
    public static byte[] Expiring(Caller caller)
    {
        using var frame = FrameWriter.Begin("expiring");
        if (caller.ExpiresAt is { } expiresAt)
            frame.Json.WriteString("expiresAt"u8, WireTime.Format(expiresAt));
        if (caller.EndsAt is { } endsAt)
            frame.Json.WriteString("closesAt"u8, WireTime.Format(endsAt));
        return frame.End();
    }

    /// <summary>A topic is followed no longer although the client did not ask for it.</summary>
    public static byte[] Ended(ReadOnlySpan<byte> topicUtf8)
    {
        using var frame = FrameWriter.Begin("unsubscribed");
        frame.Json.WriteStartArray("topics"u8);
        frame.Json.WriteStringValue(topicUtf8);
        frame.Json.WriteEndArray();
        WriteReason(frame);
        return frame.End();
    }

    /// <summary>An AI stream is viewed no longer although it goes on.</summary>
    public static byte[] ViewEnded(string stream)
    {
        using var frame = FrameWriter.Begin("error");
        WriteReason(frame);
        frame.Json.WriteString("stream"u8, stream);
        frame.Json.WriteBoolean("retry"u8, false);
        return frame.End();
    }

    private static void WriteReason(FrameWriter frame)
    {
        frame.Json.WriteString("code"u8, RealtimeErrors.Forbidden.Code);
        frame.Json.WriteString("message"u8, "The right was withdrawn. Ask the owner for it.");
    }
}
