using Attune.Foundation.Failures;

namespace Attune.Realtime.Announcements;

/// <summary>Why something was not announced.</summary>
internal static class AnnouncementFailures
{
    public static Failure UnknownOrganisation(string name) => new("unknown_organisation", 404, "There is no such organisation.",
        $"Nobody of '{name}' has used this server.", "Check its name.");
}
