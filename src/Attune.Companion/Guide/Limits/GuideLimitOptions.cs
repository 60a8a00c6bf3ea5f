using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.Limits;

/// <summary>How often visitors may ask (section <c>Guide:Limits</c>). More is refused with 429 and Retry-After.</summary>
public sealed class GuideLimitOptions
{
    /// <summary>Questions a minute from one network address; 0 for as many as it likes. Default 60; 0 to 1,000,000.</summary>
    [Range(0, 1_000_000)]
    public int PerAddressPerMinute { get; set; } = 60;

    /// <summary>Questions a minute in one sitting; 0 for as many as it likes. Default 20; 0 to 1,000,000.</summary>
    [Range(0, 1_000_000)]
    public int PerSittingPerMinute { get; set; } = 20;

    /// <summary>
    /// True when a proxy on this machine stands before the guide: the address is then the last one of X-Forwarded-For, which
    /// that proxy must set. Default false.
    /// </summary>
    public bool BehindProxy { get; set; }

    /// <summary>Addresses and sittings that are counted at once; those beyond share one count. Default 100,000; 100 to
    /// 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxCounted { get; set; } = 100_000;
}
