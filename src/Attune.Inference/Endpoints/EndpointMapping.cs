using Attune.Contracts.Models;
using Attune.Inference.Answers;

namespace Attune.Inference.Endpoints;

/// <summary>Endpoints as they go over the wire: never with a key.</summary>
internal static class EndpointMapping
{
    public static ModelEndpointView ToView(this ModelEndpoint endpoint) => new(
        endpoint.Definition.Id, endpoint.Definition.Name, endpoint.Definition.Address.AbsoluteUri, endpoint.Definition.Model,
        endpoint.Definition.Key is not null, NameOf(endpoint.Definition.Source), endpoint.Definition.Enabled,
        NameOf(endpoint.State), endpoint.LastFailure is { } failure ? $"{failure.Title} {failure.Detail}" : null);

    public static string NameOf(EndpointSource source) => source == EndpointSource.Settings ? "settings" : "page";

    private static string NameOf(EndpointState state) => state switch
    {
        EndpointState.Working => "working",
        EndpointState.Failing => "failing",
        EndpointState.Paused => "paused",
        _ => "unknown",
    };
}
