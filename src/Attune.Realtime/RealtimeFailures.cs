using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;

namespace Attune.Realtime;

/// <summary>Failures of the stream core that need more than their row of the table.</summary>
internal static class RealtimeFailures
{
    public static readonly Failure UpgradeRequired = new("upgrade_required", 426, "This address speaks WebSocket.",
        "The request did not ask for an upgrade to WebSocket version 13.",
        "Connect with a WebSocket client, for example: wscat -c ws://127.0.0.1:8080/v2/realtime/stream");

    public static readonly Failure Stopping = new("server_stopping", 503, "The server stops.",
        "It takes on nothing new and ends what it holds.", "Try again in a moment with the same position.", Retry: true);

    public static Failure StorageUnavailable(string reason) =>
        Failure.Of(RealtimeErrors.StorageUnavailable, $"The log cannot be written: {reason}.");

    public static Failure UnknownService(string? name) =>
        Failure.Of(RealtimeErrors.UnknownService, $"There is no topic '{name}'.");

    public static Failure UnknownStream(string? id) => Failure.Of(RealtimeErrors.UnknownStream, $"There is no AI stream '{id}'.");

    public static Failure Invalid(string field, string rule) => Failure.Of(RealtimeErrors.InvalidArgument, $"'{field}' {rule}.");

    public static Failure TooManyTopics(int limit) =>
        Failure.Of(RealtimeErrors.TooManyTopics, $"A connection follows at most {limit} topics.");

    public static Failure TooManyHeldRequests(int limit) => Failure.Of(RealtimeErrors.Overloaded,
        $"{limit} requests are held already (setting Realtime:Http:MaxHeldRequests).");

    public static Failure StreamEnded(string id, AiStreamState state) => Failure.Of(RealtimeErrors.StreamEnded,
        $"The stream '{id}' has ended as {ServerFrames.StateName(state)}.");

    /// <param name="id">The stream.</param>
    /// <param name="seconds">How long a lease lasts.</param>
    public static Failure StreamLeased(string id, int seconds) => Failure.Of(RealtimeErrors.StreamLeased,
        $"The stream '{id}' is being written by another producer. Its lease ends with its connection, or when nothing is "
        + $"appended for {seconds} s.");

    public static Failure TooManyAppends(string id, int limit) => Failure.Of(RealtimeErrors.TooManyAppends,
        $"The stream '{id}' takes {limit} appends per second (setting Realtime:AiStreams:MaxAppendsPerSecond).");

    public static Failure TooManyOpenStreams(int limit) => Failure.Of(RealtimeErrors.TooManyStreams,
        $"{limit} AI streams of this principal are open, the largest number (setting Realtime:AiStreams:MaxOpenPerPrincipal).");

    /// <summary>A producer writes on although a viewer has asked it to stop.</summary>
    public static Failure StreamStopped(string id, long end) => Failure.Of(RealtimeErrors.StreamEnded,
        $"A viewer stopped the stream '{id}'; its {end} bytes stay.");

    public static Failure BadPosition(string part, long at) => Failure.Of(RealtimeErrors.BadPosition,
        $"Part '{part}' has no character that begins at byte {at}.");

    public static Failure EventTooLarge(int bytes, int limit) =>
        Failure.Of(RealtimeErrors.EventTooLarge, $"The event has {bytes} bytes; at most {limit} are allowed.");
}
