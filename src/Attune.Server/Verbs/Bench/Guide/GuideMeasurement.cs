namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Everything that the load has shown.</summary>
/// <param name="Single">Visitors one after the other, with a quick describer.</param>
/// <param name="Crowds">Visitors at the same moment with a slow describer, by how many there were at once.</param>
/// <param name="WithModel">With the slow describer and a model that takes twice as long.</param>
/// <param name="WithSlowDescriber">With a describer that takes longer than the model.</param>
/// <param name="Before">The server after a first crowd.</param>
/// <param name="After">The server after all crowds.</param>
/// <param name="Between">The time from one to the other.</param>
internal sealed record GuideMeasurement(
    IReadOnlyList<GuideSample> Single, IReadOnlyDictionary<int, IReadOnlyList<GuideSample>> Crowds,
    GuideComparison WithModel, GuideComparison WithSlowDescriber, ProcessFigures Before, ProcessFigures After, TimeSpan Between)
{
    /// <summary>All visitors who came in crowds.</summary>
    public IReadOnlyList<GuideSample> InCrowds { get; } = [.. Crowds.Values.SelectMany(samples => samples)];

    /// <summary>All visitors.</summary>
    public IReadOnlyList<GuideSample> All { get; } =
    [
        .. Single, .. Crowds.Values.SelectMany(samples => samples),
        .. WithModel.Parallel, .. WithModel.Sequential, .. WithSlowDescriber.Parallel, .. WithSlowDescriber.Sequential,
    ];

    /// <summary>The share of one processor that the server used while the crowds asked; above 1 when it used several.</summary>
    public double ProcessorShare => (After.Processor - Before.Processor) / Between;
}
