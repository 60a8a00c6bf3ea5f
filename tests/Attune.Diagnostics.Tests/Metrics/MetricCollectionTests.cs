using System.Diagnostics.Metrics;
using Attune.TestKit.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Diagnostics.Tests.Metrics;

public sealed class MetricCollectionTests : IDisposable
{
    private static int _meters;

    private readonly Meter _meter = new($"Attune.Probe{Interlocked.Increment(ref _meters)}");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task Every_kind_of_instrument_is_written_as_its_type()
    {
        await using var server = await StartAsync();
        var connections = _meter.CreateUpDownCounter<int>("probe.connections", "{connection}", "Open connections.");
        _meter.CreateCounter<long>("probe.events", "{event}").Add(3, new KeyValuePair<string, object?>("topic", "a\"b"));
        _meter.CreateCounter<double>("probe.work", "s").Add(0.25);
        _meter.CreateGauge<double>("probe.load").Record(0.75);
        _meter.CreateObservableGauge("probe.depth", () => 7);
        _meter.CreateObservableCounter("probe.read", () => 4096L, "By");
        connections.Add(5);
        connections.Add(-2);

        var lines = await LinesAsync(server);

        AssertHas(lines,
            "# HELP probe_connections Open connections.",
            "# TYPE probe_connections gauge",
            "probe_connections 3",
            "# TYPE probe_events_total counter",
            "probe_events_total{topic=\"a\\\"b\"} 3",
            "probe_work_seconds_total 0.25",
            "probe_load 0.75",
            "# TYPE probe_depth gauge",
            "probe_depth 7",
            "# TYPE probe_read_bytes_total counter",
            "probe_read_bytes_total 4096");
    }

    [Fact]
    public async Task A_histogram_counts_into_inclusive_cumulative_buckets()
    {
        await using var server = await StartAsync();
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] };
        var histogram = _meter.CreateHistogram("probe.delay", "s", "Delay.", [], advice);
        foreach (var value in (double[])[0.05, 0.1, 0.5, 7, double.NaN])
            histogram.Record(value);

        var lines = await LinesAsync(server);

        AssertHas(lines,
            "# TYPE probe_delay_seconds histogram",
            "probe_delay_seconds_bucket{le=\"0.1\"} 2",
            "probe_delay_seconds_bucket{le=\"1\"} 3",
            "probe_delay_seconds_bucket{le=\"+Inf\"} 4",
            "probe_delay_seconds_sum 7.65",
            "probe_delay_seconds_count 4");
    }

    [Fact]
    public async Task What_an_observable_no_longer_tells_disappears()
    {
        await using var server = await StartAsync();
        List<Measurement<int>> told = [new(1, new KeyValuePair<string, object?>("topic", "old"))];
        _meter.CreateObservableGauge("probe.topics", () => told);

        Assert.Contains("probe_topics{topic=\"old\"} 1", await LinesAsync(server));
        told = [new(2, new KeyValuePair<string, object?>("topic", "new"))];
        var lines = await LinesAsync(server);

        Assert.Contains("probe_topics{topic=\"new\"} 2", lines);
        Assert.DoesNotContain("probe_topics{topic=\"old\"} 1", lines);
    }

    [Fact]
    public async Task An_observable_that_throws_hides_no_other()
    {
        await using var server = await StartAsync();
        _meter.CreateObservableGauge("probe.broken", (Func<int>)(() => throw new InvalidOperationException("not now")));
        _meter.CreateObservableGauge("probe.whole", () => 1);

        var lines = await LinesAsync(server);

        Assert.Contains("probe_whole 1", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("probe_broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_many_label_values_are_dropped_counted_and_make_the_server_degraded()
    {
        await using var server = await StartAsync(("Diagnostics:MaxSeriesPerMetric", "10"));
        var counter = _meter.CreateCounter<long>("probe.requests");
        for (var i = 0; i < 25; i++)
            counter.Add(1, new KeyValuePair<string, object?>("user", i));

        var lines = await LinesAsync(server);

        Assert.Equal(10, lines.Count(line => line.StartsWith("probe_requests_total{", StringComparison.Ordinal)));
        Assert.Contains("attune_metrics_measurements_dropped_total{metric=\"probe_requests_total\"} 15", lines);
        Assert.Contains("probe_requests_total", await server.Client.GetStringAsync("/status"), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"degraded\"", await server.Client.GetStringAsync("/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_by_another_type_is_not_written_twice()
    {
        await using var server = await StartAsync();
        _meter.CreateUpDownCounter<long>("probe.twice").Add(1);
        _meter.CreateHistogram<long>("probe.twice").Record(2);

        var lines = await LinesAsync(server);

        Assert.Single(lines, line => line.StartsWith("# TYPE probe_twice", StringComparison.Ordinal));
        Assert.Contains("probe_twice 1", lines);
    }

    [Fact]
    public async Task Meters_that_no_module_registered_and_meters_of_other_hosts_are_not_heard()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync();
        using var unknown = new Meter("Somebody.Else");
        unknown.CreateCounter<int>("probe.unknown").Add(1);
        var foreign = other.Services.GetRequiredService<IMeterFactory>().Create(new MeterOptions(_meter.Name));
        foreign.CreateCounter<int>("probe.foreign").Add(1);

        var lines = await LinesAsync(server);

        Assert.DoesNotContain(lines, line => line.Contains("probe_unknown", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("probe_foreign", StringComparison.Ordinal));
        Assert.Contains("probe_foreign_total 1", await LinesAsync(other));
    }

    [Fact]
    public async Task Measuring_with_known_tags_allocates_nothing()
    {
        await using var server = await StartAsync();
        var counter = _meter.CreateCounter<long>("probe.hot");
        var histogram = _meter.CreateHistogram<double>("probe.hot.time", "s");
        var gauge = _meter.CreateGauge<long>("probe.hot.depth");
        Measure(counter, histogram, gauge, rounds: 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(counter, histogram, gauge, rounds: 10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Contains("probe_hot_total{service=\"finance\",type=\"event\"} 10100", await LinesAsync(server));
    }

    [Fact]
    public async Task The_process_and_the_runtime_are_told_too()
    {
        await using var server = await StartAsync();

        var lines = await LinesAsync(server);

        foreach (var name in (string[])["process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
            "process_start_time_seconds", "dotnet_gc_heap_total_allocated_bytes_total"])
            Assert.True(ValueOf(lines, name) > 0, name);
        Assert.Equal(1, ValueOf(lines, "attune_build_info"));
        // The request that asks is itself the one that is active.
        Assert.Equal(1, ValueOf(lines, "http_server_active_requests"));
    }

    [Fact]
    [Proves("B-55")]
    public async Task Requests_are_counted_timed_and_told_apart_by_outcome()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 3; i++)
            await server.Client.GetStringAsync("/ready");
        using var missing = await server.Client.GetAsync("/no/such/address");

        var lines = await LinesAsync(server);

        Assert.Equal(3, CountOf(lines, "http_route=\"/ready\"", "http_response_status_code=\"200\""));
        Assert.Equal(1, CountOf(lines, "http_response_status_code=\"404\""));
    }

    private static double CountOf(string[] lines, params string[] labels) => ValueOf(
        [.. lines.Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal)))],
        "http_server_request_duration_seconds_count");

    private static void Measure(Counter<long> counter, Histogram<double> histogram, Gauge<long> gauge, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            counter.Add(1, new("service", "finance"), new("type", "event"));
            histogram.Record(0.002, new KeyValuePair<string, object?>("service", "finance"));
            gauge.Record(i);
        }
    }

    private static double ValueOf(string[] lines, string metric)
    {
        var line = Assert.Single(lines, line => line.StartsWith(metric + " ", StringComparison.Ordinal)
            || line.StartsWith(metric + "{", StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void AssertHas(IReadOnlyList<string> lines, params string[] expected) => Assert.Empty(expected.Except(lines));

    private static async Task<string[]> LinesAsync(DiagnosticsServer server) =>
        (await server.Client.GetStringAsync("/metrics")).Split('\n');

    private Task<DiagnosticsServer> StartAsync(params (string Key, string Value)[] settings) =>
        DiagnosticsServer.StartAsync(module => module.AddMeter(_meter.Name), settings);
}
