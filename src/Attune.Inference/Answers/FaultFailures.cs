using System.Net.Sockets;
using System.Security.Authentication;
using Attune.Foundation.Failures;

namespace Attune.Inference.Answers;

/// <summary>
/// What an exception of the network or of the packages means. Their messages name addresses at most, never headers.
/// </summary>
internal static class FaultFailures
{
    /// <param name="error">What was caught.</param>
    public static Failure Of(Exception error)
    {
        var chain = Chain(error).ToList();
        if (chain.OfType<EndpointException>().FirstOrDefault() is { } known)
            return known.Failure;
        if (chain.OfType<HttpRequestException>().FirstOrDefault(IsConnecting) is { } connecting)
            return AnswerFailures.Unreachable(chain.OfType<SocketException>().FirstOrDefault()?.Message
                ?? chain.OfType<AuthenticationException>().FirstOrDefault()?.Message ?? connecting.Message);
        if (chain.OfType<OperationCanceledException>().Any() && chain.OfType<TimeoutException>().Any())
            return AnswerFailures.Unreachable("nothing answered in time.");
        if (chain.OfType<HttpRequestException>().Any(http => http.HttpRequestError == HttpRequestError.InvalidResponse))
            return AnswerFailures.NotCompatible("It does not speak HTTP.");
        return chain.Any(link => link is IOException or HttpRequestException or OperationCanceledException)
            ? AnswerFailures.Interrupted("The endpoint closed the connection before the answer was whole.")
            : AnswerFailures.NotCompatible("It sent data that could not be read.");
    }

    private static bool IsConnecting(HttpRequestException error) => error.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var link = error; link is not null; link = link.InnerException)
            yield return link;
    }
}
