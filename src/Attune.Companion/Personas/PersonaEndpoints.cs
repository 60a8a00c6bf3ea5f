using Attune.Contracts;
using Attune.Contracts.Personas;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Companion.Personas;

/// <summary>The route of the personas.</summary>
internal static class PersonaEndpoints
{
    public static void MapPersonas(this IEndpointRouteBuilder routes) =>
        routes.GetJson("/v1/personas", AttuneJson.Wire.ItemListPersonaView,
                static _ => ValueTask.FromResult<Outcome<ItemList<PersonaView>>>(PersonaMapping.ToList(PersonaCatalogue.All)))
            .Requires("persona.read");
}
