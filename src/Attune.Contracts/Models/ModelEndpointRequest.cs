namespace Attune.Contracts.Models;

/// <summary>A language model to connect.</summary>
/// <param name="Name">What people see as the writer of an answer, at most 100 characters; empty: the model's name.</param>
/// <param name="BaseUrl">Root of an OpenAI-compatible service: absolute, http or https, without user name, ? and #.</param>
/// <param name="Model">The model's name as the endpoint knows it, 1 to 200 characters.</param>
/// <param name="ApiKey">Sent as bearer token, at most 1,000 characters; null or empty: none. Never answered.</param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same endpoint.</param>
public sealed record ModelEndpointRequest(
    string? Name, string? BaseUrl, string? Model, string? ApiKey = null, string? ClientId = null);
