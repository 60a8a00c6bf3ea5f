using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Settings;

namespace Attune.Realtime.Admission;

/// <summary>Why somebody is not let in or has to slow down.</summary>
internal static class AdmissionFailures
{
    private const int ServerIsFull = 503;

    public static Failure TooManyConnections(AdmissionScope scope, int limit, TimeSpan retryAfter) =>
        Failure.Of(RealtimeErrors.TooManyConnections,
            $"{Owner(scope)} has {limit} connections (setting Realtime:Admission:{scope}:MaxConnections).") with
        {
            Status = StatusOf(scope),
            RetryAfter = retryAfter,
        };

    public static Failure TooManySubscriptions(AdmissionScope scope, long limit) =>
        Failure.Of(RealtimeErrors.TooManyTopics,
            $"{Owner(scope)} follows at most {limit} topics (setting Realtime:Admission:{scope}:MaxSubscriptions).");

    public static Failure TooFast(AdmissionScope scope, Traffic traffic, TimeSpan retryAfter) =>
        Failure.Of(RealtimeErrors.RateLimited,
            $"{Owner(scope)} has used up its {Name(traffic)} (setting Realtime:Admission:{scope}:{Setting(traffic)}).") with
        {
            Status = traffic == Traffic.Handshake ? StatusOf(scope) : RealtimeErrors.RateLimited.Status,
            RetryAfter = retryAfter,
        };

    public static Failure UnknownConnection(string session) => Failure.Of(RealtimeErrors.UnknownConnection,
        $"No connection of this organisation has the session '{session}'.");

    /// <summary>When a connection that is not let in is asked to come back, milliseconds.</summary>
    public static (int From, int To) ReturnOf(Failure failure, DrainOptions advice)
    {
        var from = (int)(failure.RetryAfter ?? TimeSpan.Zero).TotalMilliseconds;
        return (from, from + advice.ReconnectMaxMilliseconds);
    }

    private static int StatusOf(AdmissionScope scope) =>
        scope == AdmissionScope.Server ? ServerIsFull : RealtimeErrors.RateLimited.Status;

    private static string Owner(AdmissionScope scope) => scope switch
    {
        AdmissionScope.Connection => "The connection",
        AdmissionScope.Principal => "The caller",
        AdmissionScope.Organisation => "The organisation",
        _ => "The server",
    };

    private static string Name(Traffic traffic) => traffic switch
    {
        Traffic.Handshake => "new connections for now",
        Traffic.Publish => "publishes for now",
        _ => "appends for now",
    };

    private static string Setting(Traffic traffic) => $"{traffic}{(traffic == Traffic.Publish ? "es" : "s")}PerSecond";
}
