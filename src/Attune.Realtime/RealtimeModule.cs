using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Routing;

namespace Attune.Realtime;

/// <summary>The doors of the stream core.</summary>
public static class RealtimeModule
{
    public static AttuneModule Doors { get; } = new("realtime", Register, Map);

    private static void Register(ModuleRegistration module)
    {
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
