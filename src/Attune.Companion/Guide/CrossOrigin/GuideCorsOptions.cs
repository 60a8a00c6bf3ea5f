using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.CrossOrigin;

/// <summary>Web pages of other origins that may ask the guide (section <c>Guide:Cors</c>).</summary>
public sealed class GuideCorsOptions
{
    /// <summary>Origins as browsers send them, for example https://kiosk.example; at most 100. Default: none.</summary>
    [MaxLength(100)]
    [WebOrigins]
    public IList<string> Origins { get; set; } = [];

    /// <summary>Request headers that such a page may send besides the ordinary ones, separated by commas.</summary>
    [StringLength(500)]
    [RegularExpression("[A-Za-z0-9, -]*")]
    public string Headers { get; set; } = "Content-Type, Authorization, X-Correlation-ID";

    /// <summary>How long a browser remembers the permission, in seconds. Default 600; 0 to 86,400.</summary>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; set; } = 600;
}
