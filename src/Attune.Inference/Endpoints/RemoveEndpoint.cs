using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Inference.Endpoints;

/// <summary>Removes a connected endpoint and its key.</summary>
internal sealed class RemoveEndpoint(EndpointTable table, EndpointDirectory directory)
{
    /// <returns>Null when it is removed.</returns>
    public ValueTask<Failure?> RunAsync(Caller caller, string id) =>
        ValueTask.FromResult(EndpointStorage.Guard(() => Remove(caller, id)).Failure);

    private Outcome<bool> Remove(Caller caller, string id)
    {
        if (directory.Find(caller.Organisation, id)?.Definition is not { } endpoint)
            return EndpointFailures.Unknown(id);
        if (endpoint.Source == EndpointSource.Settings)
            return EndpointFailures.InSettings(endpoint.Name);
        var isRemoved = table.Remove(caller.Organisation, id);
        directory.Reload(caller.Organisation);
        return isRemoved ? true : EndpointFailures.Unknown(id);
    }
}
