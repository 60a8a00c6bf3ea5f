using Attune.Foundation.Failures;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;

namespace Attune.Inference.Wire;

/// <summary>What an HTTP status of an endpoint means.</summary>
internal static class StatusFailures
{
    /// <param name="response">An answer that is not 200.</param>
    /// <param name="endpoint">Who gave it.</param>
    /// <param name="service">What was asked for, and below which path.</param>
    /// <param name="cancellation">Ends reading what it says.</param>
    public static async Task<Failure> OfAsync(
        HttpResponseMessage response, EndpointDefinition endpoint, (string What, string Path) service,
        CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return AnswerFailures.Redirected(HostOf(response.Headers.Location, endpoint));
        if (status is 401 or 403)
            // What it says is not repeated: many services quote parts of the key here.
            return AnswerFailures.KeyRefused(status);
        var body = await RemoteError.ReadAsync(response.Content, cancellation);
        var said = RemoteError.MessageIn(body, endpoint.Key);
        return status switch
        {
            404 when RemoteError.IsJson(body) => AnswerFailures.UnknownModel(endpoint.Model, said),
            404 or 405 => AnswerFailures.NotCompatible(
                $"There is no {service.What} at {endpoint.At(service.Path)} (status {status})."),
            429 => AnswerFailures.Busy(said),
            >= 500 => AnswerFailures.Broken($"It answered with status {status}.", said),
            >= 400 => AnswerFailures.Refused(status, said),
            _ => AnswerFailures.NotCompatible($"It answered with status {status}."),
        };
    }

    /// <summary>Only scheme and host: the rest of an address may hold anything.</summary>
    private static string? HostOf(Uri? location, EndpointDefinition endpoint) =>
        location is null ? null : new Uri(endpoint.Address, location).GetLeftPart(UriPartial.Authority);
}
