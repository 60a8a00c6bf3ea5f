using Microsoft.AspNetCore.Routing;

namespace Attune.Foundation.Modules;

/// <summary>A module's two doors as the host sees them.</summary>
/// <param name="Name">Short lower-case name; also the prefix of its tables, settings and checks.</param>
/// <param name="Register">Registers everything the module brings.</param>
/// <param name="Map">Maps its endpoints; null when it has none.</param>
public sealed record AttuneModule(
    string Name,
    Action<ModuleRegistration> Register,
    Action<IEndpointRouteBuilder>? Map = null);
