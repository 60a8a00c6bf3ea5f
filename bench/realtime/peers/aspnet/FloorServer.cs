using System.Net;
using Microsoft.AspNetCore.Connections;

namespace RealtimePeers;

/// <summary>
/// The least that a broadcast can cost on Kestrel's sockets: no HTTP on the stream's port, one finished frame for everyone,
/// no log, no resume, no limit.
/// </summary>
internal static class FloorServer
{
    private const int ShortLength = 126;

    public static Task RunAsync(int port, int publishPort)
    {
        var audience = new Audience();
        var builder = PublishDoor.CreateBuilder(publishPort);
        builder.Services.AddSingleton(audience);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseConnectionHandler<FloorHandler>()));
        var app = builder.Build();
        app.MapDoor((topic, body) =>
        {
            audience.Broadcast(topic, Frame(body));
            return Task.CompletedTask;
        });
        return app.RunAsync();
    }

    /// <summary>An unmasked text frame of up to 65,535 bytes.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> text) => text.Length < ShortLength
        ? [0x81, (byte)text.Length, .. text]
        : [0x81, ShortLength, (byte)(text.Length >> 8), (byte)text.Length, .. text];
}
