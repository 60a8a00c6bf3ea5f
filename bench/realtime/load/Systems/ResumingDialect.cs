using System.Buffers.Text;
using System.Text;
using RealtimeLoad.Load;

namespace RealtimeLoad.Systems;

/// <summary>Attune as a client speaks to it that notes where it is and goes on there.</summary>
internal sealed record ResumingDialect(Audience Audience) : AttuneDialect(Audience)
{
    private string _generation = "";

    public override byte[]? Greeting(Subscriber subscriber) => subscriber.HasBeenReady
        ? Wire.Text($"{{\"services\":[\"{NameOf(subscriber.Topic)}\"],\"version\":1,\"lastSeq\":{subscriber.Position},"
            + $"\"generation\":\"{_generation}\"}}")
        : Hello(subscriber.Topic);

    public override void Note(Subscriber subscriber, ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("{\"type\":\"event\""u8))
        {
            subscriber.Position = NumberAfter(message, "\"seq\":"u8);
        }
        else if (message.StartsWith("{\"type\":\"ack\""u8) && !subscriber.HasBeenReady)
        {
            subscriber.Position = NumberAfter(message, Encoding.ASCII.GetBytes($"\"{NameOf(subscriber.Topic)}\":"));
            _generation = TextAfter(message, "\"generation\":\""u8);
        }
        else if (message.StartsWith("{\"type\":\"error\""u8))
        {
            throw new InvalidDataException("The server refused: " + Encoding.UTF8.GetString(message));
        }
    }

    private static long NumberAfter(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        var at = message.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(message[(at + name.Length)..], out long number, out _)
            ? number : throw new InvalidDataException("No position in " + Encoding.UTF8.GetString(message));
    }

    private static string TextAfter(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        var text = message[(message.IndexOf(name) + name.Length)..];
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)'"')]);
    }
}
