using Attune.Contracts.Errors;
using Attune.Foundation.Failures;

namespace Attune.Realtime;

/// <summary>Failures of the stream core that need more than their row of the table.</summary>
internal static class RealtimeFailures
{
    public static readonly Failure UpgradeRequired = new("upgrade_required", 426, "This address speaks WebSocket.",
        "The request did not ask for an upgrade to WebSocket version 13.",
        "Connect with a WebSocket client, for example: wscat -c ws://127.0.0.1:8080/v2/realtime/stream");

    public static Failure StorageUnavailable(string reason) =>
        Failure.Of(RealtimeErrors.StorageUnavailable, $"The log cannot be written: {reason}.");

    public static Failure UnknownService(string? name) =>
        Failure.Of(RealtimeErrors.UnknownService, $"There is no topic '{name}'.");

    public static Failure UnknownStream(string? id) => Failure.Of(RealtimeErrors.UnknownStream, $"There is no AI stream '{id}'.");

    public static Failure Invalid(string field, string rule) => Failure.Of(RealtimeErrors.InvalidArgument, $"'{field}' {rule}.");

    public static Failure EventTooLarge(int bytes, int limit) =>
        Failure.Of(RealtimeErrors.EventTooLarge, $"The event has {bytes} bytes; at most {limit} are allowed.");
}
