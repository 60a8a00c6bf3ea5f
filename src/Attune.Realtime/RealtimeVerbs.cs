namespace Attune.Realtime;

/// <summary>The rights that the stream core asks for; the resource is a topic or the id of an AI stream.</summary>
public static class RealtimeVerbs
{
    public const string Connect = "realtime.connect";
    public const string Subscribe = "realtime.subscribe";
    public const string Publish = "realtime.publish";
    public const string History = "realtime.history";
    public const string ViewStream = "realtime.stream.view";
    public const string WriteStream = "realtime.stream.append";
    public const string StopStream = "realtime.stream.stop";
    public const string Announce = "realtime.announce";
    public const string AnnounceEverywhere = "realtime.announce.everywhere";
    public const string Issue = "realtime.issue";
    public const string Revoke = "realtime.revoke";
    public const string Presence = "realtime.presence";
    public const string Drain = "realtime.drain";
    public const string Kick = "realtime.kick";
    public const string Inspect = "realtime.inspect";
    public const string Redact = "realtime.redact";
}
