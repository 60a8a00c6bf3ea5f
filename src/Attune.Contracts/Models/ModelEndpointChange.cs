namespace Attune.Contracts.Models;

/// <summary>The new state of a connected endpoint.</summary>
/// <param name="Name">As in <see cref="ModelEndpointRequest"/>.</param>
/// <param name="BaseUrl">As in <see cref="ModelEndpointRequest"/>.</param>
/// <param name="Model">As in <see cref="ModelEndpointRequest"/>.</param>
/// <param name="ApiKey">Null: keep the stored key, which needs the same scheme, host and port as before; empty: none.</param>
/// <param name="Enabled">False: keep it but do not ask it; null: as before.</param>
public sealed record ModelEndpointChange(
    string? Name, string? BaseUrl, string? Model, string? ApiKey = null, bool? Enabled = null);
