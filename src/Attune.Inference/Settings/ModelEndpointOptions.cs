using System.ComponentModel.DataAnnotations;

namespace Attune.Inference.Settings;

/// <summary>
/// An endpoint connected by the settings (<c>Inference:Endpoints:0</c> and so on). The page shows it read-only.
/// </summary>
public sealed class ModelEndpointOptions
{
    /// <summary>What people see as the writer of an answer; at most 100 characters. Empty: the model's name.</summary>
    [StringLength(EndpointLimits.NameCharacters)]
    public string Name { get; set; } = "";

    /// <summary>Root of an OpenAI-compatible service, for example http://127.0.0.1:11434/v1. Required.</summary>
    [EndpointAddress]
    public string BaseUrl { get; set; } = "";

    /// <summary>The model's name as the endpoint knows it, 1 to 200 characters. Required.</summary>
    [Required]
    [StringLength(EndpointLimits.ModelCharacters)]
    public string Model { get; set; } = "";

    /// <summary>Sent as bearer token; empty: none. Never shown or logged.</summary>
    [StringLength(EndpointLimits.KeyCharacters)]
    public string ApiKey { get; set; } = "";
}
