using System.Text;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Writes an AI stream piece by piece, each at its byte position, and ends it.</summary>
internal sealed class StreamProducer
{
    private readonly string _stream;
    private readonly IReadOnlyList<byte[]> _pieces;
    private readonly long[] _starts;
    private readonly VerbPipeline _pipeline;

    /// <param name="stream">The stream's id.</param>
    /// <param name="pieces">What is appended, each of whole characters.</param>
    /// <param name="pipeline">How it is sent.</param>
    public StreamProducer(string stream, IReadOnlyList<string> pieces, VerbPipeline pipeline)
    {
        (_stream, _pipeline) = (stream, pipeline);
        _pieces = [.. pieces.Select(Encoding.UTF8.GetBytes)];
        _starts = new long[_pieces.Count];
        for (var i = 1; i < _starts.Length; i++)
            _starts[i] = _starts[i - 1] + _pieces[i - 1].Length;
    }

    /// <summary>The topic that gets the finishing event; null for none.</summary>
    public string? Topic { get; init; }

    /// <summary>Called with the bytes that survive a crash and the appends acknowledged so far.</summary>
    public Action<long, int>? OnAppended { get; init; }

    /// <summary>Ends when all of it is stored and the stream is ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var acknowledged = 0;
        await _pipeline.RunAsync(
            _pieces.Count,
            number => ClientFrames.Append(number, _stream, _starts[number], _pieces[number], Topic),
            (number, reply) => Acknowledge(number, ++acknowledged, reply),
            cancellation);
        await _pipeline.RunAsync(1, number => ClientFrames.End(number, _stream), (_, _) => { }, cancellation);
    }

    private void Acknowledge(int number, int acknowledged, ServerFrame reply)
    {
        var end = _starts[number] + _pieces[number].Length;
        if (reply.Number("end") < end)
            throw new RefusedException("short_append", $"piece {number} ends at {end}, the reply says {reply.Number("end")}");
        OnAppended?.Invoke(reply.Number("end"), acknowledged);
    }
}
