using Attune.Contracts.Errors;
using Attune.Foundation.Failures;

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

    /// <summary>A producer writes on although a viewer has asked it to stop.</summary>
    public static Failure StreamStopped(string id, long end) => Failure.Of(RealtimeErrors.StreamEnded,
        $"A viewer stopped the stream '{id}'; its {end} bytes stay.");

    public static Failure BadPosition(string part, long at) => Failure.Of(RealtimeErrors.BadPosition,
        $"Part '{part}' has no character that begins at byte {at}.");

    public static Failure EventTooLarge(int bytes, int limit) =>
        Failure.Of(RealtimeErrors.EventTooLarge, $"The event has {bytes} bytes; at most {limit} are allowed.");
}
