using Attune.Realtime.Admission;

namespace Attune.Realtime.Tests.Admission;

/// <summary>The bucket in eight bytes against one that is counted.</summary>
public sealed class RateBucketTests
{
    private const long Frequency = 1000;

    [Fact]
    public void A_burst_may_be_used_at_once_and_then_the_rate()
    {
        var limit = RateLimit.Of(perSecond: 10, burstSeconds: 2, Frequency);
        var bucket = default(RateBucket);
        for (var i = 0; i < 20; i++)
            Assert.True(bucket.TryTake(limit, 1, now: 5000, out _));
        Assert.False(bucket.TryTake(limit, 1, now: 5000, out var wait));
        Assert.Equal(100, wait);
        Assert.False(bucket.TryTake(limit, 1, now: 5099, out _));
        Assert.True(bucket.TryTake(limit, 1, now: 5100, out _));
        Assert.False(bucket.TryTake(limit, 1, now: 5100, out _));
    }

    [Fact]
    public void A_batch_larger_than_the_bucket_goes_through_once_and_is_paid_for_afterwards()
    {
        var limit = RateLimit.Of(perSecond: 10, burstSeconds: 1, Frequency);
        var bucket = default(RateBucket);
        Assert.True(bucket.TryTake(limit, 100, now: 0, out _));
        Assert.False(bucket.TryTake(limit, 1, now: 9000, out var wait));
        Assert.Equal(100, wait);
        Assert.True(bucket.TryTake(limit, 1, now: 9100, out _));
    }

    [Fact]
    public void What_was_given_back_may_be_taken_again()
    {
        var limit = RateLimit.Of(perSecond: 1, burstSeconds: 0.1, Frequency);
        var bucket = default(RateBucket);
        Assert.True(bucket.TryTake(limit, 1, now: 7, out _));
        Assert.False(bucket.TryTake(limit, 1, now: 7, out _));
        bucket.GiveBack(limit, 1);
        Assert.True(bucket.IsFull(7));
        Assert.True(bucket.TryTake(limit, 1, now: 7, out _));
    }

    [Fact]
    public void It_allows_what_a_counted_bucket_allows_for_any_series_of_moments()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            // Whole numbers of timestamps, so that the model is exact.
            var interval = random.Next(1, 50);
            var size = random.Next(1, 20);
            var limit = new RateLimit(interval, (long)interval * size);
            var bucket = default(RateBucket);
            var (level, last) = ((long)size * interval, 0L);
            for (var step = 0; step < 300; step++)
            {
                var now = last + random.Next(0, 3 * interval);
                level = Math.Min((long)size * interval, level + now - last);
                last = now;
                var isAllowed = level >= interval;
                Assert.Equal(isAllowed, bucket.TryTake(limit, 1, now, out var wait));
                Assert.Equal(isAllowed ? 0 : interval - level, wait);
                if (isAllowed)
                    level -= interval;
            }
        }
    }

    [Fact]
    public async Task Takers_on_several_threads_together_get_no_more_than_there_is()
    {
        var limit = RateLimit.Of(perSecond: 1000, burstSeconds: 1, Frequency);
        var buckets = new RateBucket[1];
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var mine = 0;
            for (var i = 0; i < 1000; i++)
                mine += buckets[0].TryTake(limit, 1, now: 0, out long _) ? 1 : 0;
            return mine;
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(1000, taken.Sum());
    }
}
