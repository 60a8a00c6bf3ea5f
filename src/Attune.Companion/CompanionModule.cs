using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Routing;

namespace Attune.Companion;

/// <summary>The doors of the companion: knowledge and the guide that answers from it.</summary>
public static class CompanionModule
{
    public static AttuneModule Doors { get; } = new("companion", Register, Map);

    private static void Register(ModuleRegistration module)
    {
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
