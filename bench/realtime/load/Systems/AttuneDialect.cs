using System.Text;
using RealtimeLoad.Load;

namespace RealtimeLoad.Systems;

/// <summary>Attune as it is delivered: history on, every event on disk before it goes out.</summary>
internal record AttuneDialect(Audience Audience) : ServerDialect
{
    private const string Services =
        "\"finance\",\"guest\",\"staff\",\"tasks\",\"properties\",\"users\",\"dashboard\",\"branding\",\"analytics\",\"reports\"";

    public override byte[] ReadyMark { get; } = Encoding.ASCII.GetBytes("\"type\":\"ack\"");

    public override string PathOf(int topic) => "/v2/realtime/stream";

    public override byte[]? Hello(int topic)
    {
        var services = Audience == Audience.Ten ? Services : $"\"{NameOf(topic)}\"";
        return Wire.Text($"{{\"services\":[{services}],\"version\":1}}");
    }

    public override byte[] Publish(int topic, byte[] data) => Wire.Post("/v2/realtime/publish",
        [.. Encoding.ASCII.GetBytes($"{{\"service\":\"{NameOf(topic)}\",\"type\":\"tick\",\"data\":"), .. data, (byte)'}']);

    protected string NameOf(int topic) => Audience == Audience.Everyone ? "bench" : $"app:t{topic}";
}
