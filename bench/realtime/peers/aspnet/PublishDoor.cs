using System.Globalization;
using System.Net;

namespace RealtimePeers;

/// <summary>What the load generator asks of every server here: publish, readiness, and the heap after a collection.</summary>
internal static class PublishDoor
{
    /// <summary>A silent host that serves HTTP on a loopback port.</summary>
    public static WebApplicationBuilder CreateBuilder(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        return builder;
    }

    public static void MapDoor(this WebApplication app, Func<string, byte[], Task> publish)
    {
        app.MapGet("/ready", () => "ready");
        app.MapGet("/heap", () => GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
        app.MapPost("/publish", (RequestDelegate)(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!.Value];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            await publish(context.Request.Query["topic"].ToString(), body);
        }));
    }
}
