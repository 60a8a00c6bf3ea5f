namespace Attune.Contracts.Models;

/// <summary>A connected endpoint, without its key.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people see as the writer of an answer.</param>
/// <param name="BaseUrl">Root of the service.</param>
/// <param name="Model">The model's name as the endpoint knows it.</param>
/// <param name="HasKey">True when a key is sent.</param>
/// <param name="Source"><c>settings</c> (cannot be changed here) or <c>page</c>.</param>
/// <param name="Enabled">False: it is not asked.</param>
/// <param name="State">
/// <c>unknown</c> (not asked yet), <c>working</c>, <c>failing</c>, or <c>paused</c> (not asked for a while).
/// </param>
/// <param name="LastFailure">Why it failed the last time; only while failing or paused.</param>
public sealed record ModelEndpointView(
    string Id,
    string Name,
    string BaseUrl,
    string Model,
    bool HasKey,
    string Source,
    bool Enabled,
    string State,
    string? LastFailure = null);
