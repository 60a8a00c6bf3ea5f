using System.ComponentModel.DataAnnotations;
using Attune.Realtime.Presence;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Settings;

/// <summary>A rule for the topics that a pattern names, section <c>Realtime:Topics</c>.</summary>
internal sealed class TopicRuleOptions
{
    /// <summary>A topic name, or a prefix followed by <c>*</c>.</summary>
    [Required, RegularExpression(@"^[a-z0-9][a-z0-9:_./{}-]{0,126}\*?$",
        ErrorMessage = "A topic pattern is a topic name or a prefix followed by '*'.")]
    public string Pattern { get; set; } = "";

    /// <summary>What an acknowledged publish survives: memory, disk or synced.</summary>
    [EnumDataType(typeof(Durability))]
    public Durability Durability { get; set; } = Durability.Disk;

    /// <summary>
    /// The counter that numbers the topic; empty means the organisation's own, topics in memory have one of theirs.
    /// </summary>
    [RegularExpression("^[a-z0-9-]{0,32}$", ErrorMessage = "A domain name has at most 32 of a-z, 0-9 and '-'.")]
    public string Domain { get; set; } = "";

    /// <summary>
    /// What happens to a reader that is behind: catchup (gets everything later), conflate (only the newest event of each key),
    /// drop (goes on near the newest event) or disconnect. What is skipped is told by a gap.
    /// </summary>
    [EnumDataType(typeof(SlowReaderPolicy))]
    public SlowReaderPolicy SlowReaders { get; set; } = SlowReaderPolicy.Catchup;

    /// <summary>Unread bytes of the topic from which on a reader is behind; catchup does not look at it.</summary>
    [Range(0, 1024L * 1024 * 1024)]
    public long SlowAfterBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// Who follows it: off (nobody is told), members (told to those who ask) or changes (its followers are also told who came
    /// and went).
    /// </summary>
    [EnumDataType(typeof(PresenceMode))]
    public PresenceMode Presence { get; set; } = PresenceMode.Off;

    /// <summary>How long it is kept; absent means as <c>Realtime:Retention</c>.</summary>
    [ValidateObjectMembers]
    public RetentionOptions? Retention { get; set; }
}
