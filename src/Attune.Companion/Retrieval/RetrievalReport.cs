using Attune.Learning.Statistics;

namespace Attune.Companion.Retrieval;

/// <summary>What <see cref="RetrievalMeasurement"/> found. Rates are fractions from 0 to 1.</summary>
/// <param name="DataName">The file.</param>
/// <param name="DataSha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Passages">Passages searched.</param>
/// <param name="Hit1">Share of questions whose paragraph came first.</param>
/// <param name="Hit5">Share of questions whose paragraph was among the first five.</param>
/// <param name="Mrr5">Mean of 1/rank, 0 beyond the fifth.</param>
/// <param name="P95Ms">95th percentile of the time of one search, in milliseconds.</param>
/// <param name="Hit5Interval">95 % interval.</param>
/// <param name="Mrr5Interval">95 % interval.</param>
public sealed record RetrievalReport(
    string DataName,
    string DataSha256,
    int Questions,
    int Passages,
    double Hit1,
    double Hit5,
    double Mrr5,
    double P95Ms,
    Interval Hit5Interval,
    Interval Mrr5Interval);
