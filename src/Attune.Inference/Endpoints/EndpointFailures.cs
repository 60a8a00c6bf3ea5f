using Attune.Foundation.Failures;

namespace Attune.Inference.Endpoints;

/// <summary>What can go wrong with connecting models.</summary>
internal static class EndpointFailures
{
    public static Failure Unknown(string id) => new("unknown_model_endpoint", 404, "There is no such model endpoint.",
        $"No endpoint has the id '{id}'.", "List the endpoints with GET /v1/models.");

    public static Failure InSettings(string name) => new("model_in_settings", 409, "This endpoint stands in the settings.",
        $"'{name}' is connected by the settings.", "Change Inference:Endpoints in the settings and start again.");

    public static Failure TooMany(int limit) => new("too_many_models", 409, "No more endpoints can be connected.",
        $"{limit} endpoints are connected.", "Remove one, or raise the setting Inference:MaxEndpoints.");

    public static Failure KeyNeededAgain(Uri address) => new("key_needed_again", 400, "The key must be entered again.",
        $"The stored key was entered for {address.GetLeftPart(UriPartial.Authority)} and is sent nowhere else.",
        "Send the key as apiKey, or an empty one when none is needed.");
}
