using Attune.Realtime.Settings;

namespace Attune.Realtime.Delivery;

/// <summary>What delivery takes from the settings.</summary>
/// <param name="HandshakeSeconds">Time for the handshake.</param>
/// <param name="PingSeconds">Time between pings.</param>
/// <param name="CloseSeconds">Time for a client to answer a close before the connection is cut.</param>
internal sealed record DeliverySettings(int HandshakeSeconds, int PingSeconds, int CloseSeconds)
{
    private const int DefaultCloseSeconds = 2;

    public static DeliverySettings From(RealtimeOptions options) =>
        new(options.HandshakeSeconds, options.PingSeconds, DefaultCloseSeconds);
}
