namespace Attune.Inference.Endpoints;

/// <summary>Who connected an endpoint.</summary>
internal enum EndpointSource
{
    /// <summary>The settings: the page cannot change it.</summary>
    Settings,

    /// <summary>Somebody on the page.</summary>
    Page,
}
