using Attune.Learning.Statistics;

namespace Attune.Learning.Affect;

/// <summary>What <see cref="AffectMeasurement"/> found.</summary>
/// <param name="DataName">The file and split measured on.</param>
/// <param name="DataSha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Count">Texts.</param>
/// <param name="Model">What the weights were made from.</param>
/// <param name="Correlations">Pearson's r of valence, arousal and dominance, from -1 to 1.</param>
/// <param name="Intervals">Their 95 % intervals.</param>
/// <param name="Times">How long it takes to read one text, the emotions included.</param>
public sealed record AffectReport(
    string DataName,
    string DataSha256,
    int Count,
    Linear.ModelOrigin Model,
    IReadOnlyList<double> Correlations,
    IReadOnlyList<Interval> Intervals,
    ReadingTimes Times);
