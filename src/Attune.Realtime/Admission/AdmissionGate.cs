using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Realtime.Admission;

/// <summary>The gate of every endpoint that becomes a connection.</summary>
internal static class AdmissionGate
{
    private static readonly object Handshake = new();

    /// <summary>For endpoints that clients come to: new ones take their turn.</summary>
    public static EntryGate ForClients { get; } = new(Check);

    /// <summary>The same for a request that is held, but is no new client.</summary>
    public static EntryGate ForHeldRequests { get; } = new(static context => Ask(context, isHandshake: false));

    /// <summary>Counts among the new connections per second.</summary>
    public static bool IsHandshake(HttpContext context) => context.Items.ContainsKey(Handshake);

    private static Failure? Check(HttpContext context)
    {
        var isHandshake = !GoesOn(context.Request);
        if (isHandshake)
            context.Items[Handshake] = Handshake;
        return Ask(context, isHandshake);
    }

    /// <summary>A poll with a position follows another one: it is no new client.</summary>
    private static bool GoesOn(HttpRequest request) => request.Path.Value!.EndsWith("/poll", StringComparison.OrdinalIgnoreCase)
        && (request.Query.ContainsKey("cursor") || request.Query.ContainsKey("lastSeq"));

    private static Failure? Ask(HttpContext context, bool isHandshake)
    {
        var admission = context.RequestServices.GetRequiredService<AdmissionControl>();
        return context.RequestServices.GetRequiredService<DrainControl>().IsDraining
            ? admission.RefuseForDrain()
            : admission.AtTheDoor(isHandshake);
    }
}
