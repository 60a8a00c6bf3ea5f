using System.Diagnostics.Metrics;
using Attune.Inference.Endpoints;

namespace Attune.Inference;

/// <summary>What asking models counts.</summary>
internal sealed class InferenceMeter : IDisposable
{
    public const string Name = "Attune.Inference";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _firstPiece;

    public InferenceMeter()
    {
        _requests = _meter.CreateCounter<long>("attune.inference.requests", "{request}", "Requests to model endpoints.");
        _failures = _meter.CreateCounter<long>(
            "attune.inference.failures", "{failure}", "Failed requests to model endpoints, by reason.");
        _firstPiece = _meter.CreateHistogram<double>(
            "attune.inference.first_piece", "ms", "Time from a request to the first piece of its answer.");
    }

    public void Requested(EndpointDefinition endpoint) => _requests.Add(1, Tag(endpoint));

    public void Failed(EndpointDefinition endpoint, string reason) =>
        _failures.Add(1, Tag(endpoint), new KeyValuePair<string, object?>("reason", reason));

    public void FirstPiece(EndpointDefinition endpoint, TimeSpan time) =>
        _firstPiece.Record(time.TotalMilliseconds, Tag(endpoint));

    public bool Owns(Instrument instrument) => instrument.Meter == _meter;

    public void Dispose() => _meter.Dispose();

    /// <summary>The id, not the name: names are the user's own words.</summary>
    private static KeyValuePair<string, object?> Tag(EndpointDefinition endpoint) => new("endpoint", endpoint.Id);
}
