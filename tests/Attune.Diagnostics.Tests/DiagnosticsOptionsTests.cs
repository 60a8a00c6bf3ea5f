using Microsoft.Extensions.Options;

namespace Attune.Diagnostics.Tests;

public class DiagnosticsOptionsTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(0, false)]
    [InlineData(100_001, false)]
    public void The_number_of_series_is_bounded(int series, bool valid)
    {
        var result = new DiagnosticsOptionsValidator().Validate(null, new DiagnosticsOptions { MaxSeriesPerMetric = series });

        Assert.Equal(valid, result.Succeeded);
    }

    [Fact]
    public async Task A_server_with_a_wrong_setting_does_not_start() =>
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => DiagnosticsServer.StartAsync(null, ("Diagnostics:MaxSeriesPerMetric", "0")));
}
