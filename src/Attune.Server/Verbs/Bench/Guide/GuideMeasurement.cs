namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Everything that the load has shown.</summary>
/// <param name="Single">Visitors one after the other, with a quick describer.</param>
/// <param name="Crowds">Visitors at the same moment with a slow describer, by how many there were at once.</param>
/// <param name="WithModel">Visitors one after the other, with a slow describer and a slow model.</param>
/// <param name="Before">The server after a first crowd.</param>
/// <param name="After">The server after all crowds.</param>
internal sealed record GuideMeasurement(
    IReadOnlyList<GuideSample> Single, IReadOnlyDictionary<int, IReadOnlyList<GuideSample>> Crowds,
    IReadOnlyList<GuideSample> WithModel, ProcessFigures Before, ProcessFigures After);
