using Attune.Contracts.Models;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Inference.Endpoints;

/// <summary>Changes a connected endpoint. What is being written goes on as it began.</summary>
internal sealed class ChangeEndpoint(EndpointTable table, EndpointDirectory directory)
{
    public ValueTask<Outcome<ModelEndpointView>> RunAsync(Caller caller, string id, ModelEndpointChange request)
    {
        if (EndpointFields.Check(request.Name, request.BaseUrl, request.Model, request.ApiKey) is { } wrong)
            return ValueTask.FromResult<Outcome<ModelEndpointView>>(wrong);
        return ValueTask.FromResult(EndpointStorage.Guard(() => Store(caller, id, request)));
    }

    private Outcome<ModelEndpointView> Store(Caller caller, string id, ModelEndpointChange request)
    {
        if (directory.Find(caller.Organisation, id)?.Definition is not { } before)
            return EndpointFailures.Unknown(id);
        if (before.Source == EndpointSource.Settings)
            return EndpointFailures.InSettings(before.Name);
        var address = new Uri(request.BaseUrl!);
        if (EndpointFields.KeyOr(request.ApiKey, before, address) is { Failure: { } needed })
            return needed;
        var model = request.Model!.Trim();
        var after = before with
        {
            Name = EndpointFields.NameOr(request.Name, model),
            Address = address,
            Model = model,
            Key = EndpointFields.KeyOr(request.ApiKey, before, address).Value,
            Enabled = request.Enabled ?? before.Enabled,
        };
        if (!table.Change(caller.Organisation, after))
            return EndpointFailures.Unknown(id);
        directory.Reload(caller.Organisation);
        return directory.Find(caller.Organisation, id) is { } found ? found.ToView() : EndpointFailures.Unknown(id);
    }
}
