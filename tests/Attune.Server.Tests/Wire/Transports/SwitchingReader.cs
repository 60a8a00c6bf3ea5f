using System.Net.Sockets;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>
/// Follows topics over a transport that it changes after a random number of messages. It hands over a position and filters
/// nothing: what comes twice is seen twice.
/// </summary>
internal sealed class SwitchingReader(RunningServer server, string topics, Random random)
{
    private readonly List<(string Topic, long Seq, string Data)> _events = [];
    private string? _token;
    private (long Seq, string Generation)? _last;
    private int _lasts;

    /// <summary>Positions are handed over as tokens only, and no WebSocket is used: its events carry none.</summary>
    public bool OnlyTokens { get; init; }

    /// <summary>How often each transport was used.</summary>
    public Dictionary<string, int> Uses { get; } = [];

    public IEnumerable<long> Seqs => _events.Select(one => one.Seq);

    public IEnumerable<string> Data => _events.Select(one => one.Data);

    public IEnumerable<string> DataOf(string topic) => _events.Where(one => one.Topic == topic).Select(one => one.Data);

    /// <summary>Takes the position of now.</summary>
    public async Task StartAsync() => _token =
        (await server.GetAsync($"/v2/realtime/poll?topics={topics}")).GetProperty("cursor").GetString();

    /// <summary>Reads until each topic had an event of this type.</summary>
    public async Task ReadUntilAsync(string type, CancellationToken cancellation)
    {
        while (_lasts < topics.Split(',').Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var transport = OnlyTokens ? random.Next(2) : random.Next(3);
            try
            {
                await (transport switch
                {
                    0 => PollAsync(type),
                    1 => ReadEventsAsync(type, random.Next(12)),
                    _ => ReadSocketAsync(type, random.Next(12)),
                });
            }
            catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
            {
                // The server was killed; the position is what was handed over last.
            }
        }
    }

    private async Task PollAsync(string type)
    {
        Uses["poll"] = Uses.GetValueOrDefault("poll") + 1;
        var answer = await server.GetAsync($"/v2/realtime/poll?topics={topics}&wait=1&{Position()}");
        foreach (var frame in answer.GetProperty("frames").EnumerateArray())
            Note(frame, type);
        _token = answer.GetProperty("cursor").GetString();
    }

    private async Task ReadEventsAsync(string type, int messages)
    {
        Uses["events"] = Uses.GetValueOrDefault("events") + 1;
        var inHeader = _token is not null && random.Next(2) == 0;
        using var events = await SseClient.OpenAsync(server.Http,
            $"/v2/realtime/events?topics={topics}&{(inHeader ? "" : Position())}", inHeader ? _token : null);
        for (var i = 0; i <= messages && _lasts < topics.Split(',').Length; i++)
        {
            if (await events.ReceiveAsync() is not { } frame)
                return;
            if (Note(frame, type) || i == 0)
                _token = events.LastEventId;
        }
    }

    private async Task ReadSocketAsync(string type, int messages)
    {
        Uses["socket"] = Uses.GetValueOrDefault("socket") + 1;
        var services = JsonSerializer.Serialize(topics.Split(','));
        var position = _token is not null && (_last is null || random.Next(2) == 0)
            ? $"\"resume\":\"{_token}\""
            : $"\"lastSeq\":{_last!.Value.Seq},\"generation\":\"{_last.Value.Generation}\"";
        using var client = await server.ConnectAsync($$"""{"services":{{services}},"version":1,{{position}}}""");
        for (var i = 0; i < messages && _lasts < topics.Split(',').Length; i++)
        {
            if (Note(await client.ReceiveAsync(), type))
                _token = null; // older than the event
        }
    }

    private string Position() => _token is not null && (OnlyTokens || _last is null || random.Next(2) == 0)
        ? $"cursor={_token}"
        : $"lastSeq={_last!.Value.Seq}&generation={_last.Value.Generation}";

    private bool Note(JsonElement frame, string type)
    {
        var kind = frame.GetProperty("type").GetString();
        Assert.DoesNotContain(kind, new[] { "gap", "rewind", "error" });
        if (kind != "event")
            return false;
        var topic = frame.GetProperty("service").GetString()!;
        foreach (var one in frame.GetProperty("events").EnumerateArray())
        {
            _events.Add((topic, one.GetProperty("seq").GetInt64(), one.GetProperty("data").GetRawText()));
            _lasts += one.GetProperty("type").GetString() == type ? 1 : 0;
        }

        _last = (frame.GetProperty("seq").GetInt64(), frame.GetProperty("generation").GetString()!);
        return true;
    }
}
