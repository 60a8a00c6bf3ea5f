using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Crisis;

/// <summary>People who can be reached in a crisis (<c>Crisis:Contacts:0</c> and so on).</summary>
public sealed class CrisisContactOptions
{
    /// <summary>What they are called, 1 to 100 characters. Required.</summary>
    [Required]
    [StringLength(100)]
    public string Name { get; set; } = "";

    /// <summary>A telephone number, or an address that begins with https://; 1 to 200 characters. Required.</summary>
    [Required]
    [StringLength(200)]
    public string Reach { get; set; } = "";

    /// <summary>Where they are, as two letters of ISO 3166-1; empty (default): everywhere.</summary>
    [RegularExpression("^([A-Z]{2})?$")]
    public string Region { get; set; } = "";
}
