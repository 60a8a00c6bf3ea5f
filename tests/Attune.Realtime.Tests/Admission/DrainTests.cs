using Attune.Realtime.Admission;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Settings;

namespace Attune.Realtime.Tests.Admission;

/// <summary>How many waves there are and when clients are asked to come back.</summary>
public sealed class DrainTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(199, 1)]
    [InlineData(200, 2)]
    [InlineData(999, 9)]
    [InlineData(19_000, 10)]
    public void Few_connections_go_together_and_many_in_ten_waves(long connections, int waves) =>
        Assert.Equal(waves, DrainControl.WavesFor(connections, new DrainOptions()));

    [Fact]
    public void A_wave_is_flushed_before_the_next_is_told()
    {
        var options = new DrainOptions { SpreadMilliseconds = 1000, FlushMilliseconds = 300 };
        Assert.Equal(3, DrainControl.WavesFor(19_000, options));
        options.SpreadMilliseconds = 0;
        Assert.Equal(1, DrainControl.WavesFor(19_000, options));
    }

    [Theory]
    [InlineData(1, 0, 1000)]
    [InlineData(5000, 0, 5000)]
    [InlineData(19_000, 0, 15_000)]
    public void The_more_there_are_the_longer_is_the_time_over_which_they_come_back(long connections, int from, int to) =>
        Assert.Equal((from, to), DrainControl.AdviceFor(connections, new DrainOptions()));

    [Fact]
    public void Every_connection_is_in_one_wave_and_waves_are_about_equal()
    {
        foreach (var waves in (int[])[1, 3, 10])
        {
            var sizes = Enumerable.Range(0, 10_000).CountBy(id => ForWave.WaveOf(id, waves)).ToDictionary();
            Assert.Equal(Enumerable.Range(0, waves), sizes.Keys.Order());
            Assert.InRange(sizes.Values.Max() - sizes.Values.Min(), 0, 16);
        }
    }
}
