using System.Text.Json;
using Attune.Foundation.Modules;
using Attune.Inference.Endpoints;

namespace Attune.Inference;

/// <summary>Export and erasure of the endpoints that a person has connected. Keys are erased, never exported.</summary>
internal sealed class InferencePersonalData(EndpointTable table, EndpointDirectory directory) : IPersonalData
{
    public ValueTask ExportAsync(string organisation, string owner, Utf8JsonWriter json, CancellationToken cancellation)
    {
        json.WriteStartArray("modelEndpoints");
        foreach (var endpoint in table.List(organisation).Where(endpoint => endpoint.Owner == owner))
        {
            json.WriteStartObject();
            json.WriteString("id", endpoint.Definition.Id);
            json.WriteString("name", endpoint.Definition.Name);
            json.WriteString("baseUrl", endpoint.Definition.Address.AbsoluteUri);
            json.WriteString("model", endpoint.Definition.Model);
            json.WriteBoolean("hasKey", endpoint.Definition.Key is not null);
            json.WriteBoolean("enabled", endpoint.Definition.Enabled);
            json.WriteString("createdAt", endpoint.CreatedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> EraseAsync(string organisation, string owner, CancellationToken cancellation)
    {
        var erased = table.RemoveAllOf(organisation, owner);
        directory.Reload(organisation);
        return ValueTask.FromResult(erased);
    }
}
