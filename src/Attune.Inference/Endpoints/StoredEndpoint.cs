namespace Attune.Inference.Endpoints;

/// <summary>An endpoint as somebody has connected it.</summary>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Owner">Who connected it.</param>
/// <param name="ClientId">Chosen by the client, so that sending again changes nothing; null: none.</param>
/// <param name="CreatedAt">When (UTC).</param>
/// <param name="Definition">What is asked.</param>
internal sealed record StoredEndpoint(
    string Organisation, string Owner, string? ClientId, DateTimeOffset CreatedAt, EndpointDefinition Definition);
