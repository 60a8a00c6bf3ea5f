namespace Attune.Learning.Emotions;

/// <summary>How many models are trained at once.</summary>
internal static class TrainingThreads
{
    /// <param name="threads">Wanted, from 1; never more than there are processors.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static ParallelOptions Options(int threads, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Min(threads, Environment.ProcessorCount),
            CancellationToken = cancellation,
        };
    }
}
