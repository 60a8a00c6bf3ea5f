using Attune.Contracts.Errors;
using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>
/// Goal: no failure of a write, of whatever kind, stops the log. Method: writes that fail with what an operating system makes
/// of a file that may not grow, which is no <see cref="IOException"/>.
/// </summary>
public sealed class UnforeseenWriteFailureTests
{
    [Fact]
    public async Task What_is_published_is_refused_and_the_next_one_goes_on()
    {
        await using var harness = EmbeddedHarness.Start();
        harness.Files.Failure = () => new ArgumentOutOfRangeException("value", "Specified file length was too large (injected)");
        await harness.PublishAsync("finance");
        harness.FailWrites(true);
        for (var i = 0; i < 3; i++)
        {
            var refused = await harness.TryPublishAsync(EngineHarness.Draft("finance", id: $"refused-{i}"))
                .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.Equal(RealtimeErrors.StorageUnavailable.Code, refused.Failure?.Code);
        }

        harness.FailWrites(false);
        var receipt = await harness.PublishAsync("finance")
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(2, receipt.Seq);
        await harness.CrashAsync();
        Assert.Equal([1L, 2L], (await harness.ReadAsync("finance")).Select(stored => stored.Seq));
    }
}
