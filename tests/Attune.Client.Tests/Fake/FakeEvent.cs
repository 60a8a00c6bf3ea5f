namespace Attune.Client.Tests.Fake;

/// <summary>An event in the fake's log.</summary>
internal sealed record FakeEvent(string Topic, long Seq, long Prev, string Id, string Type, string Data)
{
    public string Json =>
        $$"""{"seq":{{Seq}},"id":"{{Id}}","type":"{{Type}}","at":"2026-11-22T04:00:00.000Z","data":{{Data}}}""";
}
