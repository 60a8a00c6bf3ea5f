using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Crisis;

/// <summary>Settings of what is said when a message speaks of suicide, self-harm, abuse or violence (<c>Crisis</c>).</summary>
public sealed class CrisisOptions
{
    /// <summary>
    /// Where the people are who use this server, as two letters of ISO 3166-1 such as TW, US or GB: contacts of that region and
    /// the international pointer are named. Empty (default): those of the regions where the language of the message is written.
    /// </summary>
    [RegularExpression("^([A-Z]{2})?$")]
    public string Region { get; set; } = "";

    /// <summary>
    /// Contacts of your own, at most 20, in the order in which they are named; when there are any, the built-in ones are not
    /// named. Default: none.
    /// </summary>
    [MaxLength(20)]
    [ValidateEnumeratedItems]
    public IList<CrisisContactOptions> Contacts { get; set; } = [];
}
