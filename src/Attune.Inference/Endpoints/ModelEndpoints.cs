using Attune.Contracts;
using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Inference.Endpoints;

/// <summary>The routes of the connected models.</summary>
internal static class ModelEndpoints
{
    private const string Models = "/v1/models";

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.GetJson(Models, AttuneJson.Wire.ItemListModelEndpointView,
                static call => call.Get<ListEndpoints>().RunAsync(call.Caller))
            .Requires("models.read");
        routes.PostJson(Models, AttuneJson.Wire.ModelEndpointRequest, AttuneJson.Wire.ModelEndpointView,
                StatusCodes.Status201Created,
                static (call, body) => call.Get<ConnectEndpoint>().RunAsync(call.Caller, body))
            .Requires("models.write");
        routes.PutJson($"{Models}/{{id}}", AttuneJson.Wire.ModelEndpointChange, AttuneJson.Wire.ModelEndpointView,
                static (call, body) => call.Get<ChangeEndpoint>().RunAsync(call.Caller, call.Route("id"), body))
            .Requires("models.write");
        routes.DeleteNoContent($"{Models}/{{id}}",
                static call => call.Get<RemoveEndpoint>().RunAsync(call.Caller, call.Route("id")))
            .Requires("models.write");
        routes.PostJson($"{Models}/test", AttuneJson.Wire.ModelTestRequest, AttuneJson.Wire.ModelTestResult,
                StatusCodes.Status200OK,
                static (call, body) => call.Get<TestEndpoint>().RunAsync(call.Caller, body, call.Aborted))
            .Requires("models.write");
    }
}
