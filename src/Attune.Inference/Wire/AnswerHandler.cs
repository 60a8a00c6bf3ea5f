using System.Net;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;

namespace Attune.Inference.Wire;

/// <summary>
/// Stands between the package that speaks the protocol and the network, for one request: what is no streamed answer becomes a
/// failure with a reason here, because the package would either hide it or tell too much.
/// </summary>
internal sealed class AnswerHandler(HttpMessageHandler network, EndpointDefinition endpoint, int maxEventBytes)
    : HttpMessageHandler
{
    private static readonly (string, string) Chat = ("chat", "chat/completions");

    /// <summary>The network belongs to everyone and stays open.</summary>
    private readonly HttpMessageInvoker _network = new(network, disposeHandler: false);

    public EventLines Lines { get; } = new(maxEventBytes);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _network.SendAsync(request, cancellationToken);
        try
        {
            if (response.StatusCode != HttpStatusCode.OK)
                throw new EndpointException(await StatusFailures.OfAsync(response, endpoint, Chat, cancellationToken));
            var type = response.Content.Headers.ContentType?.MediaType;
            if (type != "text/event-stream")
                throw new EndpointException(AnswerFailures.NotCompatible(
                    $"It answered with {type ?? "no content type"} instead of an event stream."));
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var watched = new StreamContent(new WatchedStream(body, Lines, maxEventBytes));
            foreach (var header in response.Content.Headers)
                watched.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response.Content = watched;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _network.Dispose();
        base.Dispose(disposing);
    }
}
