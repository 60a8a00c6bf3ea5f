using Attune.Diagnostics.Health;

namespace Attune.Diagnostics.Tests.Health;

public class HealthStatusTests
{
    [Theory]
    [InlineData("healthy")]
    [InlineData("healthy", "healthy", "healthy")]
    [InlineData("degraded", "healthy", "degraded")]
    [InlineData("unhealthy", "degraded", "unhealthy", "healthy")]
    [InlineData("unhealthy", "healthy", "no such word")]
    public void The_worst_part_decides_and_an_unknown_word_is_unhealthy(string expected, params string[] parts) =>
        Assert.Equal(expected, HealthStatus.Worst(parts));
}
