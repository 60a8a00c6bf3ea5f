using Attune.Diagnostics.Metrics;

namespace Attune.Diagnostics.Tests.Metrics;

public class PrometheusNameTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("attune.realtime.events", "{event}", true, "attune_realtime_events_total")]
    [InlineData("events_total", null, true, "events_total")]
    [InlineData("sent.bytes", "By", true, "sent_bytes_total")]
    [InlineData("queue.length", "", false, "queue_length")]
    [InlineData("load", "%", false, "load_percent")]
    [InlineData("2fast", null, false, "_2fast")]
    [InlineData("naïve name-of:thing", null, false, "na_ve_name_of:thing")]
    public void An_instrument_gets_the_name_that_the_conventions_give_it(
        string instrument, string? unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusName.OfMetric(instrument, unit, isCounter));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("a:b", "a_b")]
    [InlineData("__name__", "key__name__")]
    [InlineData("9lives", "_9lives")]
    [InlineData("", "_")]
    public void A_label_never_takes_a_reserved_or_impossible_name(string tag, string expected) =>
        Assert.Equal(expected, PrometheusName.OfLabel(tag));
}
