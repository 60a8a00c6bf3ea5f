using System.Diagnostics;
using System.Text;
using RealtimeLoad.Lines;

namespace RealtimeLoad.AiStreams;

/// <summary>Reads one stream after the other, over a connection that breaks now and then, and checks every byte.</summary>
internal sealed class StreamViewer(LineLoop loop, int port, StreamMeter meter, Action onFinished)
{
    private static readonly double MicrosecondsPerTick = 1_000_000.0 / Stopwatch.Frequency;

    private readonly byte[] _data = new byte[256 * 1024];
    private ViewerLine? _line;
    private WrittenStream? _stream;
    private byte[] _id = [];
    private ViewedText? _text;
    private long _thoughts;
    private bool _waitsForFirst;

    /// <summary>The server has answered its view.</summary>
    public bool IsViewing { get; private set; }

    public bool HasFinished { get; private set; }

    public void View(WrittenStream stream)
    {
        (_stream, _id) = (stream, Encoding.ASCII.GetBytes(stream.Id));
        (_text, _thoughts) = (new ViewedText(stream, meter), 0);
        (IsViewing, HasFinished, _waitsForFirst) = (false, false, true);
        if (_line is { IsReady: true })
            AskAgain();
        else
            _line ??= new ViewerLine(loop, port, this);
    }

    /// <summary>Breaks the connection and comes back, saying how much it has.</summary>
    public void Reconnect()
    {
        if (_line is null || HasFinished)
            return;
        meter.Reconnects++;
        _line.Cut();
        IsViewing = _waitsForFirst = false;
        _line = new ViewerLine(loop, port, this);
    }

    public void Stop() => _line?.SendText(
        $"{{\"type\":\"stream.stop\",\"ref\":{StreamMessage.StopReference},\"stream\":\"{_stream?.Id}\"}}");

    public void Cut() => _line?.Cut();

    /// <summary>It will not finish any more.</summary>
    public void GiveUp()
    {
        if (!HasFinished)
            meter.Wrong++;
        HasFinished = true;
    }

    private void AskAgain() => _line!.SendText($"{{\"type\":\"stream.view\",\"ref\":2,\"stream\":\"{_stream!.Id}\","
        + $"\"parts\":{{\"reasoning\":{_thoughts},\"text\":{_text!.Position}}}}}");

    private void Take(ReadOnlySpan<byte> json, long now)
    {
        var message = StreamMessage.Read(json);
        if (HasFinished || !message.Stream.SequenceEqual(_id))
            return;
        if (message.Type.SequenceEqual("stream"u8))
            TakeText(message, now);
        else if (message.Type.SequenceEqual("stream.state"u8) && !message.State.SequenceEqual("open"u8))
            TakeEnd(message);
    }

    private void TakeText(in StreamMessage message, long now)
    {
        IsViewing = true;
        if (!message.Part.SequenceEqual("text"u8))
        {
            _thoughts = Math.Max(_thoughts, message.End);
            return;
        }

        var length = message.CopyData(_data);
        if (length == 0)
            return;
        if (_waitsForFirst && message.At == 0)
            meter.FirstTokens.Record((long)((now - _stream!.FirstSentAt) * MicrosecondsPerTick));
        _waitsForFirst = false;
        meter.Frames++;
        meter.ViewedBytes += length;
        _text!.Take(message.At, message.End, _data.AsSpan(0, length));
    }

    private void TakeEnd(in StreamMessage message)
    {
        HasFinished = true;
        _text!.End(message.TextLength, Encoding.ASCII.GetString(message.State));
        onFinished();
    }

    private sealed class ViewerLine(LineLoop loop, int port, StreamViewer viewer)
        : WebSocketLine(loop, port, "{\"services\":[\"app:viewers\"],\"version\":1}")
    {
        public bool IsReady { get; private set; }

        public override void OnLost() => throw new InvalidDataException("The server dropped a viewer.");

        protected override void OnText(ReadOnlySpan<byte> message, long now)
        {
            if (IsReady)
            {
                viewer.Take(message, now);
            }
            else if (message.StartsWith("{\"type\":\"ack\""u8))
            {
                IsReady = true;
                viewer.AskAgain();
            }
        }
    }
}
