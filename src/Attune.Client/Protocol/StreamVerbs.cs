using System.Text.Json;

namespace Attune.Client.Protocol;

internal sealed record ViewVerb(string Stream, IReadOnlyDictionary<string, long> Parts) : Verb("stream.view")
{
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("stream"u8, Stream);
        json.WriteStartObject("parts"u8);
        foreach (var (part, have) in Parts)
            json.WriteNumber(part, have);
        json.WriteEndObject();
    }
}

/// <summary>The view is over. Not a verb of the protocol: a transport that holds a request for the view lets go of it.</summary>
internal sealed record UnviewVerb(string Stream) : Verb("")
{
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("stream"u8, Stream);
}

/// <summary>
/// The writer is gone without an end. Not a verb of the protocol: a transport that holds a request for the text gives it up.
/// </summary>
internal sealed record UnwriteVerb(string Stream, string Part) : Verb("")
{
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("stream"u8, Stream);
}

internal sealed record AppendVerb(string Stream, string Part, long At, string Data, string? Topic) : Verb("stream.append")
{
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("stream"u8, Stream);
        json.WriteString("part"u8, Part);
        json.WriteNumber("at"u8, At);
        if (Topic is not null)
            json.WriteString("topic"u8, Topic);
        json.WriteString("data"u8, Data);
    }
}

/// <param name="Stream">Which stream.</param>
/// <param name="State">How it ends.</param>
/// <param name="Part">The part that was written.</param>
/// <param name="At">Its length: where a transport can say so, a shorter one is not ended.</param>
internal sealed record EndVerb(string Stream, string State, string Part, long At) : Verb("stream.end")
{
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("stream"u8, Stream);
        json.WriteString("state"u8, State);
    }
}

internal sealed record StopVerb(string Stream) : Verb("stream.stop")
{
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("stream"u8, Stream);
}
