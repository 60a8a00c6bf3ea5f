using System.Text;

namespace Attune.Client.Tests.Fake;

/// <summary>An AI stream with one part.</summary>
internal sealed class FakeStream
{
    public List<byte> Bytes { get; } = [];

    public string State { get; set; } = "open";

    public bool IsStopRequested { get; set; }

    /// <summary>Appends as the protocol says.</summary>
    /// <returns>The code of the refusal; null when it was taken.</returns>
    public string? Append(long at, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (at > Bytes.Count)
            return "gap";
        var overlap = (int)Math.Min(Bytes.Count - at, bytes.Length);
        if (!bytes.AsSpan(0, overlap).SequenceEqual(Bytes.Skip((int)at).Take(overlap).ToArray()))
            return "append_conflict";
        if (overlap < bytes.Length && State != "open")
            return "stream_ended";
        Bytes.AddRange(bytes[overlap..]);
        return null;
    }

    public string? End(string state)
    {
        if (State != "open")
            return State == state ? null : "stream_ended";
        State = state;
        return null;
    }
}
