using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Inference.Tests.Answers;

/// <summary>What is counted.</summary>
public sealed class MeterTests
{
    [Fact]
    public async Task Requests_failures_by_reason_and_first_pieces_are_counted_by_endpoint()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript("Ready.", PieceMilliseconds: 0));
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "broken", "scripted");
        var seen = new ConcurrentBag<string>();
        using var listener = Listen(host.Services.GetRequiredService<InferenceMeter>(), seen);
        await host.AskAsync("Hello");
        Assert.Equal(
            [
                "attune.inference.failures endpoint=settings-0 reason=model_failed",
                "attune.inference.first_piece endpoint=settings-1",
                "attune.inference.requests endpoint=settings-0",
                "attune.inference.requests endpoint=settings-1",
            ],
            seen.Order(StringComparer.Ordinal));
    }

    /// <summary>Listens to one host's meter: other tests have meters of the same name.</summary>
    private static MeterListener Listen(InferenceMeter meter, ConcurrentBag<string> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (meter.Owns(instrument))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add(Describe(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add(Describe(instrument, tags)));
        listener.Start();
        return listener;
    }

    private static string Describe(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
}
