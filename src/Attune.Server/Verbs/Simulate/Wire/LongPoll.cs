namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>Follows topics by one long poll after the other.</summary>
/// <param name="calls">Makes the requests.</param>
/// <param name="topics">The part of the query that names the topics.</param>
/// <param name="position">The part of the query that says where the first poll begins.</param>
internal sealed class LongPoll(JsonCalls calls, string topics, string position) : IFrameFeed
{
    private const int WaitSeconds = 2;

    private readonly Queue<ServerFrame> _frames = new();
    private string? _cursor;
    private int _answers;

    /// <summary>The cursor stands for all frames of its answer; before the last of them was taken there is none.</summary>
    public string? Token => _frames.Count == 0 ? _cursor : null;

    public int Rounds => Math.Max(1, _answers);

    public async Task<ServerFrame> ReceiveAsync(CancellationToken cancellation)
    {
        while (_frames.Count == 0)
        {
            var from = _cursor is null ? position : Cursor(_cursor);
            var answer = await calls.CallAsync(
                HttpMethod.Get, $"/v2/realtime/poll?{topics}&wait={WaitSeconds}&{from}", null, cancellation);
            _answers++;
            foreach (var frame in JsonCalls.Field(answer, "frames").EnumerateArray())
                _frames.Enqueue(new ServerFrame(frame));
            _cursor = JsonCalls.Field(answer, "cursor").GetString();
        }

        return _frames.Dequeue();
    }

    /// <summary>A token as a part of the query.</summary>
    public static string Cursor(string token) => $"cursor={Uri.EscapeDataString(token)}";

    public void Abort()
    {
        // Nothing is held between two polls.
    }

    public void Dispose()
    {
    }
}
