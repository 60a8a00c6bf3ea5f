using System.Diagnostics;
using System.Text;
using RealtimeLoad.Lines;

namespace RealtimeLoad.AiStreams;

/// <summary>
/// A producer that writes one stream after the other at a steady rate, and the viewers of its streams. Every second stream is
/// stopped by a viewer, the others are written to their end.
/// </summary>
internal sealed class StreamSlot
{
    private const int TokenReference = 1;
    private const int BeginReference = 1_000;
    private static readonly TimeSpan ViewLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(20);

    private readonly LineLoop _loop;
    private readonly StreamPlan _plan;
    private readonly StreamMeter _meter;
    private readonly Random _random;
    private readonly ProducerLine _producer;
    private readonly StreamViewer[] _viewers;
    private readonly int _number;
    private WrittenStream? _stream;
    private int _streams;
    private int _stopAt;
    private bool _isEnding;

    public StreamSlot(LineLoop loop, int port, int number, StreamPlan plan, StreamMeter meter)
    {
        (_loop, _plan, _meter, _number) = (loop, plan, meter, number);
        _random = new Random(number);
        _producer = new ProducerLine(loop, port, this);
        _viewers = [.. Enumerable.Range(0, plan.Viewers).Select(_ => new StreamViewer(loop, port, meter, OnViewerFinished))];
    }

    /// <summary>It has ended its last stream.</summary>
    public bool IsIdle => _stream is null;

    /// <summary>Begins no further stream.</summary>
    public void Finish() => _isEnding = true;

    /// <summary>Ends all its connections.</summary>
    public void Cut()
    {
        _producer.Cut();
        foreach (var viewer in _viewers)
            viewer.Cut();
    }

    private void Begin()
    {
        if (_isEnding)
        {
            _stream = null;
            return;
        }

        var number = (_number * 100_000) + _streams++;
        var tokens = _random.Next(_plan.MinTokens, _plan.MaxTokens + 1);
        var stream = _stream = new WrittenStream($"{_plan.Name}-{_number}-{_streams}", number, tokens);
        _stopAt = _streams % 2 == 0 ? _random.Next(tokens / 3, tokens) : -1;
        // A model that thinks first: the stream is there, its viewers come, the text has not begun.
        Append(stream, BeginReference + _streams, "reasoning", 0, "thinking"u8);
        _loop.After(FinishLimit + TimeSpan.FromSeconds(tokens / _plan.TokensPerSecond), () => GiveUp(stream));
    }

    private void OnBegun()
    {
        foreach (var viewer in _viewers)
            viewer.View(_stream!);
        WaitForViewers(_stream!, Stopwatch.GetTimestamp());
    }

    private void WaitForViewers(WrittenStream stream, long since)
    {
        if (Stopwatch.GetElapsedTime(since) < ViewLimit && !Array.TrueForAll(_viewers, viewer => viewer.IsViewing))
        {
            _loop.After(TimeSpan.FromMilliseconds(10), () => WaitForViewers(stream, since));
            return;
        }

        // Slots must not beat in step.
        var first = Stopwatch.GetTimestamp() + (long)(_random.NextDouble() * Stopwatch.Frequency / _plan.TokensPerSecond);
        _loop.At(first, () => Write(stream, first));
    }

    private void Write(WrittenStream stream, long due)
    {
        if (stream.EndedAs is not null)
            return;
        if (stream.Tokens == stream.MaxTokens)
        {
            End(stream, "complete");
            return;
        }

        if (stream.Tokens == 0)
            stream.FirstSentAt = due;
        var at = stream.Length;
        var token = stream.NextToken();
        _meter.Tokens++;
        _meter.WrittenBytes += token.Length;
        Append(stream, TokenReference, "text", at, token);
        if (stream.Tokens == _stopAt)
            AskToStop(stream);
        if (_random.NextDouble() < _plan.ReconnectsPerToken)
            _viewers[_random.Next(_viewers.Length)].Reconnect();
        var next = due + (long)(Stopwatch.Frequency / _plan.TokensPerSecond);
        _loop.At(next, () => Write(stream, next));
    }

    private void Append(WrittenStream stream, int reference, string part, long at, ReadOnlySpan<byte> data) => _producer.SendText(
        $"{{\"type\":\"stream.append\",\"ref\":{reference},\"stream\":\"{stream.Id}\",\"part\":\"{part}\",\"at\":{at},"
        + $"\"data\":\"{Encoding.UTF8.GetString(data)}\"}}");

    private void AskToStop(WrittenStream stream)
    {
        if (Array.Find(_viewers, viewer => viewer.IsViewing) is not { } viewer)
            return;
        stream.StopAskedAt = Stopwatch.GetTimestamp();
        viewer.Stop();
    }

    private void End(WrittenStream stream, string state)
    {
        stream.EndedAs = state;
        _producer.SendText($"{{\"type\":\"stream.end\",\"ref\":4,\"stream\":\"{stream.Id}\",\"state\":\"{state}\"}}");
    }

    private void OnStop(string id, long now)
    {
        // A stop may come when the stream has ended by itself and the next has begun.
        if (_stream is not { EndedAs: null } stream || stream.Id != id)
            return;
        if (stream.StopAskedAt > 0)
            _meter.Stops.Record((long)((now - stream.StopAskedAt) * 1_000_000.0 / Stopwatch.Frequency));
        End(stream, "cancelled");
    }

    private void OnViewerFinished()
    {
        if (!Array.TrueForAll(_viewers, viewer => viewer.HasFinished))
            return;
        _meter.Finished++;
        Begin();
    }

    private void GiveUp(WrittenStream stream)
    {
        if (_stream != stream)
            return;
        foreach (var viewer in _viewers)
            viewer.GiveUp();
        Begin();
    }

    private sealed class ProducerLine(LineLoop loop, int port, StreamSlot slot)
        : WebSocketLine(loop, port, "{\"services\":[\"app:producers\"],\"version\":1}")
    {
        private bool _isReady;

        public override void OnLost() => throw new InvalidDataException("The server dropped a producer.");

        protected override void OnText(ReadOnlySpan<byte> message, long now)
        {
            if (!_isReady)
            {
                _isReady = message.StartsWith("{\"type\":\"ack\""u8);
                if (_isReady)
                    slot.Begin();
                return;
            }

            var fields = StreamMessage.Read(message);
            if (fields.Type.SequenceEqual("stream.stop"u8))
            {
                slot.OnStop(Encoding.ASCII.GetString(fields.Stream), now);
            }
            else if (fields.Type.SequenceEqual("appended"u8) && fields.Reference == BeginReference + slot._streams)
            {
                slot.OnBegun();
            }
        }
    }
}
