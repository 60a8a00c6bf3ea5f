using System.Collections.Concurrent;
using System.Globalization;
using Attune.Inference.Answers;
using Attune.Inference.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Endpoints;

/// <summary>
/// The connected endpoints in the order in which they are asked: those of the settings, then those of the page. Read once and
/// kept in memory; what is known of an endpoint's health stays as long as the endpoint is not changed.
/// </summary>
internal sealed class EndpointDirectory(
    EndpointTable table, IOptions<InferenceOptions> options, TimeProvider clock, InferenceMeter meter,
    ILogger<EndpointDirectory> log)
    : IModelAvailability
{
    /// <summary>Whose endpoints the chat client asks: it is told no caller, and local mode has one organisation.</summary>
    public const string LocalOrganisation = "local";

    private readonly ConcurrentDictionary<string, IReadOnlyList<ModelEndpoint>> _known = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();

    public bool IsConfigured => Of(LocalOrganisation).Any(endpoint => endpoint.Definition.Enabled);

    /// <summary>What is known without reading anything: for probes, which must be quick.</summary>
    public IReadOnlyList<ModelEndpoint> Known(string organisation) => _known.GetValueOrDefault(organisation) ?? [];

    /// <summary>All endpoints of an organisation. When the database cannot be read, those of the settings.</summary>
    public IReadOnlyList<ModelEndpoint> Of(string organisation)
    {
        if (_known.TryGetValue(organisation, out var known))
            return known;
        try
        {
            return Reload(organisation);
        }
        catch (SqliteException error)
        {
            // Not kept, so that the next caller reads again; replies must not fail because of a database that is in trouble.
            log.EndpointsNotRead(error);
            return [.. FromSettings().Select(Begin)];
        }
    }

    public ModelEndpoint? Find(string organisation, string id) =>
        Of(organisation).FirstOrDefault(endpoint => endpoint.Definition.Id == id);

    /// <summary>Reads again after a change; endpoints that are the same keep their state.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public IReadOnlyList<ModelEndpoint> Reload(string organisation)
    {
        lock (_reading)
        {
            var before = Known(organisation);
            var definitions = FromSettings().Concat(table.List(organisation).Select(stored => stored.Definition));
            return _known[organisation] = [.. definitions.Select(definition =>
                before.FirstOrDefault(endpoint => endpoint.Definition == definition) ?? Begin(definition))];
        }
    }

    private ModelEndpoint Begin(EndpointDefinition definition) => new(definition, options.Value, clock, meter, log);

    private IEnumerable<EndpointDefinition> FromSettings() => options.Value.Endpoints.Select((endpoint, i) =>
        new EndpointDefinition(
            $"settings-{i.ToString(CultureInfo.InvariantCulture)}",
            string.IsNullOrWhiteSpace(endpoint.Name) ? endpoint.Model : endpoint.Name.Trim(),
            new Uri(endpoint.BaseUrl), endpoint.Model, Secret.From(endpoint.ApiKey), EndpointSource.Settings, Enabled: true));
}
