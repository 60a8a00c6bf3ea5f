using System.Buffers;
using System.Text;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>Puts the pieces of one answer together.</summary>
internal sealed class StreamPieces
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private string? _state;
    private long? _firstPieceAt;
    private bool _isRepeated;

    public int Length => _bytes.WrittenCount;

    /// <summary>True once no more can come.</summary>
    public bool HasEnded => _state is "complete" or "cancelled" or "failed";

    public ViewedStream Viewed => new(Encoding.UTF8.GetString(_bytes.WrittenSpan), _state, _firstPieceAt, _isRepeated);

    /// <summary>Takes a <c>stream</c> frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="now">Timestamp of its arrival.</param>
    public void Add(ServerFrame frame, long now)
    {
        var data = Encoding.UTF8.GetBytes(frame.Text("data"));
        if (data.Length == 0)
            return;
        _firstPieceAt ??= now;
        // A hole needs no note: the text will not be the one that the server has.
        _isRepeated |= frame.Number("at") < _bytes.WrittenCount;
        _bytes.Write(data);
    }

    /// <summary>Takes a <c>stream.state</c> frame.</summary>
    public void End(ServerFrame frame) => _state = frame.Text("state");
}
