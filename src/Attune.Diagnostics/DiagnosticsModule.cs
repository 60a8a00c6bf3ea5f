using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Routing;

namespace Attune.Diagnostics;

/// <summary>The doors of diagnostics: health and metrics.</summary>
public static class DiagnosticsModule
{
    public static AttuneModule Doors { get; } = new("diagnostics", Register, Map);

    private static void Register(ModuleRegistration module)
    {
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
