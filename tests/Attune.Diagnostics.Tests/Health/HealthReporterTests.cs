using Attune.Contracts.Health;
using Attune.Diagnostics.Health;
using Attune.Foundation.Modules;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Diagnostics.Tests.Health;

public class HealthReporterTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public void A_check_that_throws_is_unhealthy_and_hides_no_other_check()
    {
        var report = Reporter(new FixedCheck("a.one", "healthy", "fine"), new BrokenCheck()).Report();

        Assert.Equal("unhealthy", report.Status);
        Assert.Equal(["healthy", "unhealthy"], report.Checks.Select(check => check.Status));
        Assert.Contains("the disk is gone", report.Checks[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_are_kept_from_callers_who_are_not_identified()
    {
        var reporter = Reporter(new FixedCheck("a.log", "degraded", "/home/anna/secret is nearly full"));

        Assert.Equal("/home/anna/secret is nearly full", Assert.Single(reporter.Report().Checks).Detail);
        var open = Assert.Single(reporter.PublicReport().Checks);
        Assert.Equal(("a.log", "degraded"), (open.Name, open.Status));
        Assert.DoesNotContain("secret", open.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Uptime_is_counted_from_the_making_of_the_reporter()
    {
        var reporter = Reporter();
        _clock.Advance(TimeSpan.FromSeconds(90.5));

        var report = reporter.AliveReport();

        Assert.Equal(90.5, report.UptimeSeconds);
        Assert.Equal(_clock.GetUtcNow(), report.Timestamp);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromSeconds(90.5), reporter.StartedAt);
    }

    [Fact]
    public void The_version_is_the_products()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", HealthReporter.Version);
    }

    private HealthReporter Reporter(params IReadinessCheck[] checks) =>
        new(checks, _clock, NullLogger<HealthReporter>.Instance);

    private sealed class BrokenCheck : IReadinessCheck
    {
        public HealthCheckResult Check() => throw new IOException("the disk is gone");
    }

    private sealed class SteppedClock : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _passed += by;

        public override long GetTimestamp() => _passed.Ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.Zero) + _passed;
    }
}
