using Attune.Contracts.Models;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Inference.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Endpoints;

/// <summary>Connects a model. The same client id again returns the endpoint of the first time.</summary>
internal sealed class ConnectEndpoint(
    EndpointTable table, EndpointDirectory directory, IOptions<InferenceOptions> options, Ids ids, TimeProvider clock)
{
    public ValueTask<Outcome<ModelEndpointView>> RunAsync(Caller caller, ModelEndpointRequest request)
    {
        if (EndpointFields.Check(request.Name, request.BaseUrl, request.Model, request.ApiKey, request.ClientId) is { } wrong)
            return ValueTask.FromResult<Outcome<ModelEndpointView>>(wrong);
        return ValueTask.FromResult(EndpointStorage.Guard(() => Store(caller, request)));
    }

    private Outcome<ModelEndpointView> Store(Caller caller, ModelEndpointRequest request)
    {
        var model = request.Model!.Trim();
        var definition = new EndpointDefinition(
            ids.NewText(), EndpointFields.NameOr(request.Name, model), new Uri(request.BaseUrl!), model,
            Secret.From(request.ApiKey), EndpointSource.Page, Enabled: true);
        var endpoint = new StoredEndpoint(
            caller.Organisation, caller.Principal, request.ClientId, clock.GetUtcNow(), definition);
        if (Earlier(caller, request) is { } earlier)
            return View(caller, earlier.Definition.Id);
        if (table.Add(endpoint, options.Value.MaxEndpoints))
        {
            directory.Reload(caller.Organisation);
            return View(caller, definition.Id);
        }

        // The same request may have been sent twice at once; otherwise there is no room.
        return Earlier(caller, request) is { } other
            ? View(caller, other.Definition.Id)
            : EndpointFailures.TooMany(options.Value.MaxEndpoints);
    }

    private StoredEndpoint? Earlier(Caller caller, ModelEndpointRequest request) => request.ClientId is { } clientId
        ? table.FindByClientId(caller.Organisation, caller.Principal, clientId)
        : null;

    private Outcome<ModelEndpointView> View(Caller caller, string id) =>
        directory.Find(caller.Organisation, id) is { } found ? found.ToView() : EndpointFailures.Unknown(id);
}
