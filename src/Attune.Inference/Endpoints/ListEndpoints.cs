using Attune.Contracts;
using Attune.Contracts.Models;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Inference.Endpoints;

/// <summary>Lists an organisation's endpoints in the order in which they are asked: few enough for one page.</summary>
internal sealed class ListEndpoints(EndpointDirectory directory)
{
    public ValueTask<Outcome<ItemList<ModelEndpointView>>> RunAsync(Caller caller) =>
        ValueTask.FromResult<Outcome<ItemList<ModelEndpointView>>>(new ItemList<ModelEndpointView>(
            [.. directory.Of(caller.Organisation).Select(endpoint => endpoint.ToView())], null));
}
