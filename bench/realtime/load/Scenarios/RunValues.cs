namespace RealtimeLoad.Scenarios;

/// <summary>The numbers of one run by name; a number that a server cannot tell is missing.</summary>
internal sealed class RunValues : Dictionary<string, double>
{
    public const string CpuSecondsPerMillion = "cpuSecondsPerMillion";
    public const string DeliveriesPerSecond = "deliveriesPerSecond";
    public const string P50Ms = "p50Ms";
    public const string P99Ms = "p99Ms";
    public const string CalmP99Ms = "calmP99Ms";
    public const string ManagedBytesPerConnection = "managedBytesPerConnection";
    public const string RssBytesPerConnection = "rssBytesPerConnection";
    public const string GrowthMb = "rssGrowthMb";
    public const string CalmGrowthMb = "calmRssGrowthMb";
    public const string ReconnectSeconds = "reconnectSeconds";
    public const string CatchUpSeconds = "catchUpSeconds";
    public const string Connected = "connected";
    public const string PlainCpuSecondsPerMillion = "plainCpuSecondsPerMillion";
    public const string WireBytesPerDelivery = "wireBytesPerDelivery";
    public const string PlainWireBytesPerDelivery = "plainWireBytesPerDelivery";
    public const string DeflatesPerEvent = "deflatesPerEvent";
    public const string Clients = "clients";
    public const string PolledP50Ms = "polledP50Ms";
    public const string LatencyRatio = "polledOverPushedP50";
    public const string PollsPerSecond = "pollsPerSecond";
    public const string RequestsRatio = "requestsPolledOverPushed";
    public const string PushedRequestsPerSecond = "pushedRequestsPerSecondOf10000";
    public const string FailedPercent = "failedPercent";
    public const string ServerCpuShare = "serverCpuShare";
    public const string HttpP50Ms = "httpP50Ms";
    public const string HttpP95Ms = "httpP95Ms";
    public const string HttpPerSecond = "httpRequestsPerSecond";
    public const string FewFirstTokenP99Ms = "firstTokenP99MsOf20";
    public const string FewStopP99Ms = "stopP99MsOf20";
    public const string ManyFirstTokenP99Ms = "firstTokenP99MsOf200";
    public const string ManyStopP99Ms = "stopP99MsOf200";
    public const string TokensPerFrame = "tokensPerFrame";
    public const string TokensPerSecond = "tokensPerSecond";
    public const string FinishedStreams = "finishedStreams";
    public const string Reconnects = "reconnects";
    public const string GeneratorLoad = "generatorLoad";
    public const string Lost = "lost";
    public const string Duplicated = "duplicated";
    public const string Reordered = "reordered";

    public RunValues() : base(StringComparer.Ordinal)
    {
    }
}
