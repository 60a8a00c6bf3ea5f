using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Attune.Inference.Endpoints;

namespace Attune.Inference.Wire;

/// <summary>
/// Which models an endpoint says it has: a convenience, so whatever goes wrong only means that it does not say.
/// </summary>
internal sealed class OfferedModels(EndpointTransport transport, TimeProvider clock)
{
    private const int MaxBytes = 1_048_576;
    private const int MaxModels = 200;
    private const int MaxNameCharacters = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Null when the endpoint does not say.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<IReadOnlyList<string>?> ByAsync(EndpointDefinition endpoint, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.At("models"));
            if (endpoint.Key is { } key)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
            using var network = new HttpMessageInvoker(transport.For(endpoint.Address), disposeHandler: false);
            using var response = await network.SendAsync(request, either.Token);
            return response.StatusCode == HttpStatusCode.OK ? await ReadAsync(response.Content, either.Token) : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException
            or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var bytes = new byte[MaxBytes];
        await using var body = await content.ReadAsStreamAsync(cancellation);
        var length = await body.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellation);
        using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Array)
            return null;
        return [.. data.EnumerateArray().Select(NameOf).OfType<string>().Take(MaxModels)];
    }

    private static string? NameOf(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= MaxNameCharacters } name
            ? name
            : null;
}
