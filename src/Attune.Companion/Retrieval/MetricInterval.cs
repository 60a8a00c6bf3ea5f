namespace Attune.Companion.Retrieval;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record MetricInterval(double Low, double High);
