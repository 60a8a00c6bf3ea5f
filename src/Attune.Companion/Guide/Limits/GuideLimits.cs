using System.Net;
using Attune.Companion.Guide.Visits;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Limits;

/// <summary>Refuses visitors who ask too often, by address and by sitting: a sitting's name is chosen by the client.</summary>
internal sealed class GuideLimits(
    IOptions<GuideOptions> options, GuideMeter meter, TimeProvider clock, ILogger<GuideLimits> log)
{
    private const string ForwardedFor = "X-Forwarded-For";

    private readonly MinuteCounts<IPAddress> _addresses = new(options.Value.Limits.MaxCounted, IPAddress.None, clock);
    private readonly MinuteCounts<SittingKey> _sittings = new(options.Value.Limits.MaxCounted, default, clock);

    /// <summary>Counts a question.</summary>
    /// <param name="request">Where it came from.</param>
    /// <param name="sitting">Whose it is; one that is nobody's own is counted by address only.</param>
    /// <returns>Null when it may be answered.</returns>
    public Failure? Check(HttpContext request, SittingKey sitting)
    {
        var limits = options.Value.Limits;
        if (limits.PerAddressPerMinute > 0
            && _addresses.Add(AddressOf(request), limits.PerAddressPerMinute) is { } addressWait)
            return Refuse(limits.PerAddressPerMinute, "address", addressWait);
        if (limits.PerSittingPerMinute > 0 && !sitting.IsShared
            && _sittings.Add(sitting, limits.PerSittingPerMinute) is { } sittingWait)
            return Refuse(limits.PerSittingPerMinute, "sitting", sittingWait);
        return null;
    }

    private Failure Refuse(int limit, string what, TimeSpan wait)
    {
        meter.Counted("refused");
        log.VisitorRefused(limit, what);
        return GuideFailures.TooOften(limit, what) with { RetryAfter = wait };
    }

    /// <summary>Only a proxy on this machine is believed, and of what it tells only the part that it has added itself.</summary>
    private IPAddress AddressOf(HttpContext request)
    {
        var address = request.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!options.Value.Limits.BehindProxy || !IPAddress.IsLoopback(address))
            return address;
        var last = request.Request.Headers[ForwardedFor].ToString().Split(',')[^1].Trim();
        return IPAddress.TryParse(last, out var forwarded) ? forwarded : address;
    }
}
