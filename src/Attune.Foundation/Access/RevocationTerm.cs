namespace Attune.Foundation.Access;

/// <summary>How long a revocation matters.</summary>
/// <param name="Before">It concerns credentials issued up to this moment (UTC).</param>
/// <param name="Until">All of them have expired by then (UTC).</param>
public sealed record RevocationTerm(DateTimeOffset Before, DateTimeOffset Until);
