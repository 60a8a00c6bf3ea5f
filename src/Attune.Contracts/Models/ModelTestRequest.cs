namespace Attune.Contracts.Models;

/// <summary>A connection to try before it is saved.</summary>
/// <param name="BaseUrl">As in <see cref="ModelEndpointRequest"/>.</param>
/// <param name="Model">As in <see cref="ModelEndpointRequest"/>.</param>
/// <param name="ApiKey">As in <see cref="ModelEndpointRequest"/>; null with an id: the stored key.</param>
/// <param name="Id">
/// The connected endpoint whose stored key is used; scheme, host and port must be those it was entered for.
/// </param>
public sealed record ModelTestRequest(string? BaseUrl, string? Model, string? ApiKey = null, string? Id = null);
