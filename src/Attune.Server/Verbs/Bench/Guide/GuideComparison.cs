namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>The same questions asked in two ways, with a describer and a model that both take their time.</summary>
/// <param name="Parallel">The guide asks the describer while the answer is written.</param>
/// <param name="Sequential">The visitor's client asks the describer first and sends the description with the question.</param>
internal sealed record GuideComparison(IReadOnlyList<GuideSample> Parallel, IReadOnlyList<GuideSample> Sequential)
{
    public double ParallelMs => Parallel.Average(one => one.TotalMs);

    public double SequentialMs => Sequential.Average(one => one.TotalMs);

    /// <summary>The share of the time that asking in parallel saves; below 0 when it costs time.</summary>
    public double Saved => (SequentialMs - ParallelMs) / SequentialMs;
}
