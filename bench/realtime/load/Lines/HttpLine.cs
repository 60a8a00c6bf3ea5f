using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RealtimeLoad.Lines;

/// <summary>A keep-alive HTTP connection whose requests are answered one after the other.</summary>
internal abstract class HttpLine(LineLoop loop, int port) : Line(loop, port)
{
    private const int None = -1;

    private readonly List<byte> _chunks = [];
    private int _status;
    private int _left = None;
    private bool _isChunked;

    public void Get(string path) => Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));

    /// <summary>Asks for an event stream.</summary>
    public void GetEvents(string path) =>
        Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"));

    public override int Read(ReadOnlySpan<byte> bytes, long now)
    {
        var used = 0;
        while (!IsOver)
        {
            var step = Step(bytes[used..], now);
            if (step == 0)
                return used;
            used += step;
        }

        return used;
    }

    /// <summary>A whole answer. An event stream's comes when it has ended, without what was given as chunks.</summary>
    protected abstract void OnAnswer(int status, ReadOnlySpan<byte> body, long now);

    /// <summary>A part of an answer that comes in chunks; kept for the whole answer unless somebody takes it.</summary>
    protected virtual void OnChunk(int status, ReadOnlySpan<byte> chunk, long now) => _chunks.AddRange(chunk);

    private int Step(ReadOnlySpan<byte> bytes, long now)
    {
        if (_status == 0)
            return ReadHead(bytes);
        if (_isChunked)
            return ReadChunk(bytes, now);
        if (bytes.Length < _left)
            return 0;
        var length = _left;
        Answer(bytes[..length], now);
        // An empty body is a step, too: the bytes after it belong to the next answer.
        return length == 0 ? Step(bytes, now) : length;
    }

    private int ReadHead(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return 0;
        var head = Encoding.ASCII.GetString(bytes[..end]).Split("\r\n");
        _status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        _isChunked = FieldOf(head, "transfer-encoding:") is not null;
        var length = FieldOf(head, "content-length:");
        _left = length is null ? 0 : int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture);
        return end + 4;
    }

    private static string? FieldOf(string[] head, string name) =>
        Array.Find(head, line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private int ReadChunk(ReadOnlySpan<byte> bytes, long now)
    {
        var line = bytes.IndexOf("\r\n"u8);
        if (line < 0 || !Utf8Parser.TryParse(bytes[..line], out int length, out _, 'x') || bytes.Length < line + 4 + length)
            return 0;
        if (length == 0)
            Answer([.. _chunks], now);
        else
            OnChunk(_status, bytes.Slice(line + 2, length), now);
        return line + 4 + length;
    }

    private void Answer(ReadOnlySpan<byte> body, long now)
    {
        var status = _status;
        _status = 0;
        _left = None;
        _chunks.Clear();
        OnAnswer(status, body, now);
    }
}
