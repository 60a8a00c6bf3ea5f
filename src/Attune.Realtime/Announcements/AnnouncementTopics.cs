using Attune.Foundation.Access;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Announcements;

/// <summary>
/// Where announcements stand: one topic for everyone in an organisation and one for each group. Who belongs there may follow
/// them without a right of their own.
/// </summary>
internal static class AnnouncementTopics
{
    /// <summary>For everyone in an organisation.</summary>
    public const string Everyone = "system/announcements";

    private const string GroupPrefix = "group:";

    /// <summary>For a group.</summary>
    public static string OfGroup(string group) => GroupPrefix + group;

    /// <summary>Does this caller belong to the audience of this topic?</summary>
    public static bool IsFor(Caller caller, string topic)
    {
        if (!topic.StartsWith(GroupPrefix, StringComparison.Ordinal))
            return topic == Everyone;
        foreach (var group in caller.Groups)
        {
            if (topic.AsSpan(GroupPrefix.Length).SequenceEqual(group))
                return true;
        }

        return false;
    }

    /// <summary>The topics of all audiences that a caller belongs to and that this server's settings know.</summary>
    public static List<Topic> Of(Caller caller, IStreamEngine engine) => Find(caller, engine,
        caller.Groups.Select(OfGroup).Prepend(Everyone));

    /// <summary>The topics of groups.</summary>
    public static List<Topic> OfGroups(Caller caller, IStreamEngine engine, IEnumerable<string> groups) =>
        Find(caller, engine, groups.Select(OfGroup));

    private static List<Topic> Find(Caller caller, IStreamEngine engine, IEnumerable<string> names)
    {
        var topics = new List<Topic>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var found = engine.FindTopic(caller.Organisation, name);
            if (found.Failure is null)
                topics.Add(found.Value);
        }

        return topics;
    }
}
