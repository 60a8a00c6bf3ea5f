using System.Text;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Demo;

/// <summary>Tells what happens, with the time since the start, and keeps the bars of writer and watchers.</summary>
internal sealed class DemoStory(IDemoScreen screen, long total, TimeProvider clock)
{
    private const int TailBytes = 240;

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private readonly List<DemoBar> _bars = [];

    /// <summary>One line, after the seconds since the start.</summary>
    public void Say(string line)
    {
        lock (_lock)
            screen.Say($"{clock.GetElapsedTime(_started).TotalSeconds,5:0.0} s  {line}");
    }

    /// <summary>Somebody has come further.</summary>
    public void Advance(string name, ReadOnlyMemory<byte> bytes)
    {
        var bar = new DemoBar(name, bytes.Length, total, Tail(bytes.Span));
        lock (_lock)
        {
            var known = _bars.FindIndex(other => other.Name == name);
            if (known < 0)
                _bars.Add(bar);
            else
                _bars[known] = bar;
            screen.Show([.. _bars]);
        }
    }

    /// <summary>A watcher has come further.</summary>
    public void Advance(StreamCopy copy) => Advance(copy.Viewer, copy.Bytes);

    /// <summary>The last characters, without one that was cut in two.</summary>
    private static string Tail(ReadOnlySpan<byte> bytes)
    {
        var start = Math.Max(0, bytes.Length - TailBytes);
        while (start < bytes.Length && (bytes[start] & 0xC0) == 0x80)
            start++;
        return Encoding.UTF8.GetString(bytes[start..]);
    }
}
