using System.Buffers;
using System.Text;
using System.Text.Json;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;

namespace Attune.Realtime.Transports.ServerSentEvents;

/// <summary>Writes fields of an event stream (HTML 9.2.5).</summary>
internal static class SseText
{
    public const string ContentType = "text/event-stream; charset=utf-8";
    private const int BackOffMilliseconds = 15_000;

    extension(IBufferWriter<byte> body)
    {
        /// <summary>How long an EventSource waits before it reconnects.</summary>
        public void WriteRetry(int milliseconds) => body.Write(Encoding.ASCII.GetBytes($"retry: {milliseconds}\n"));

        /// <summary>The position after what follows, told back as <c>Last-Event-ID</c>.</summary>
        public void WriteId(ReadOnlySpan<char> id)
        {
            body.Write("id: "u8);
            var written = Encoding.ASCII.GetBytes(id, body.GetSpan(id.Length));
            body.Advance(written);
            body.Write("\n"u8);
        }

        /// <summary>One message, and the end of its event. Line ends that a publisher left between tokens are kept.</summary>
        public void WriteData(ReadOnlySpan<byte> json)
        {
            body.Write("data: "u8);
            for (var end = json.IndexOfAny((byte)'\r', (byte)'\n'); end >= 0; end = json.IndexOfAny((byte)'\r', (byte)'\n'))
            {
                body.Write(json[..end]);
                body.Write("\ndata: "u8);
                json = json[(end + 1)..];
            }

            body.Write(json);
            body.Write("\n\n"u8);
        }

        /// <summary>A sign of life that no client sees as an event.</summary>
        public void WriteHeartbeat() => body.Write(": ping\n\n"u8);

        /// <summary>Says that the response ends soon, and makes an EventSource come back when it is asked to.</summary>
        /// <param name="message">The whole <c>bye</c>.</param>
        /// <param name="connection">Each comes at another moment of the window, so that they do not all come together.</param>
        public void WriteBye(ReadOnlySpan<byte> message, long connection)
        {
            var (from, to) = ServerMessage.ReturnOf(message);
            body.WriteRetry(MomentIn(from, to, connection));
            body.WriteData(message);
        }

        /// <summary>Why the server ends the response, and when to come back.</summary>
        public void WriteBye(ClosingCode code, long connection)
        {
            var window = code.Reaction == ClosingReaction.ReconnectAfterBackOff ? BackOffMilliseconds : 0;
            // Each connection at another moment of the window, so that they do not all come back together.
            body.WriteRetry(MomentIn(0, window, connection));
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "bye"u8);
                json.WriteString("reason"u8, code.Name);
                json.WriteStartArray("reconnectAfterMs"u8);
                json.WriteNumberValue(0);
                json.WriteNumberValue(window);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            body.WriteData(buffer.WrittenSpan);
        }
    }

    /// <summary>A moment of the window that is a connection's own, milliseconds.</summary>
    public static int MomentIn(int from, int to, long connection) => from + (int)(connection * 7919 % (to - from + 1));
}
