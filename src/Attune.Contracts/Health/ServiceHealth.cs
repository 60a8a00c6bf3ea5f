namespace Attune.Contracts.Health;

/// <summary>The answer of <c>/api/health</c>: the three fields that monitors of the studio expect, and no more.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Service">Always <c>attune</c>.</param>
/// <param name="Version">The product's version.</param>
public sealed record ServiceHealth(string Status, string Service, string Version);
