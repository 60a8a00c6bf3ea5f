namespace RealtimeLoad.Polling;

/// <summary>What was asked of the server over HTTP, handshakes of WebSockets included, and what of it failed.</summary>
internal sealed class Outcomes
{
    public long Asked { get; private set; }

    public long Failed { get; private set; }

    public void Ask() => Asked++;

    public void Fail() => Failed++;

    /// <summary>Counts an answer; false when it is a refusal.</summary>
    public bool Take(int status)
    {
        if (status == 200)
            return true;
        Failed++;
        return false;
    }

    /// <summary>The share of requests and deliveries that failed, 0 to 1.</summary>
    public double FailedShare(long deliveries, long lost) => (Failed + lost) / (double)(Asked + deliveries);
}
