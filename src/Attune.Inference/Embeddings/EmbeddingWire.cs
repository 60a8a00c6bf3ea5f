using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;
using Attune.Inference.Wire;

namespace Attune.Inference.Embeddings;

/// <summary>
/// Sends texts to <c>/embeddings</c> and reads the vectors, by hand: the answer is bounded before it is read, and checked for
/// what a search relies on.
/// </summary>
internal sealed class EmbeddingWire(EndpointTransport transport)
{
    private const int MostDimensions = 8_192;

    /// <summary>A float takes up to some fifteen characters; some servers put each on a line of its own.</summary>
    private const int BytesPerNumber = 32;
    private const int BytesForTheRest = 65_536;

    private static readonly (string, string) Service = ("embeddings", "embeddings");

    /// <param name="endpoint">Where.</param>
    /// <param name="texts">At least one.</param>
    /// <param name="dimensions">Numbers in a vector; 0: as the model does it.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>One vector for each text, in their order, of the same length and of finite numbers.</returns>
    /// <exception cref="EndpointException">The endpoint says no, or its answer is not what it must be.</exception>
    /// <exception cref="HttpRequestException">The network failed.</exception>
    /// <exception cref="IOException">The answer broke off.</exception>
    public async Task<IReadOnlyList<float[]>> AskAsync(
        EndpointDefinition endpoint, IReadOnlyList<string> texts, int dimensions, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.At("embeddings"));
        if (endpoint.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        request.Content = new ReadOnlyMemoryContent(Body(endpoint.Model, texts, dimensions));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var network = new HttpMessageInvoker(transport.For(endpoint.Address), disposeHandler: false);
        using var response = await network.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new EndpointException(await StatusFailures.OfAsync(response, endpoint, Service, cancellation));
        var most = BytesForTheRest
            + ((long)texts.Count * (dimensions > 0 ? dimensions : MostDimensions) * BytesPerNumber);
        var bytes = await ReadAsync(response.Content, most, cancellation);
        return Parse(bytes, texts.Count, dimensions);
    }

    private static ReadOnlyMemory<byte> Body(string model, IReadOnlyList<string> texts, int dimensions)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("input");
            foreach (var text in texts)
                // By way of bytes: half a pair of surrogates becomes the replacement character instead of an error.
                json.WriteStringValue(Encoding.UTF8.GetBytes(text));
            json.WriteEndArray();
            json.WriteString("encoding_format", "float");
            if (dimensions > 0)
                json.WriteNumber("dimensions", dimensions);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long most, CancellationToken cancellation)
    {
        const int Step = 81_920;
        var bytes = new ArrayBufferWriter<byte>();
        await using var body = await content.ReadAsStreamAsync(cancellation);
        int read;
        while ((read = await body.ReadAsync(bytes.GetMemory(Step), cancellation)) > 0)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > most)
                throw NotCompatible($"It sent more than {most} bytes.");
        }

        return bytes.WrittenMemory;
    }

    private static float[][] Parse(ReadOnlyMemory<byte> bytes, int count, int dimensions)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var vectors = new float[count][];
            foreach (var (item, place) in json.RootElement.GetProperty("data").EnumerateArray().Select((item, i) => (item, i)))
            {
                var index = item.TryGetProperty("index", out var given) ? given.GetInt32() : place;
                if (index < 0 || index >= count || vectors[index] is not null)
                    throw NotCompatible($"It sent other vectors than the {count} that were asked for.");
                vectors[index] = Numbers(item.GetProperty("embedding"));
            }

            var length = dimensions > 0 ? dimensions : vectors[0]?.Length ?? 0;
            if (length is 0 or > MostDimensions || !vectors.All(vector => vector?.Length == length))
                throw NotCompatible($"It did not send {count} vectors of the same length.");
            return vectors;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new EndpointException(AnswerFailures.NotCompatible("It sent vectors in a form that could not be read."), error);
        }
    }

    private static float[] Numbers(JsonElement embedding)
    {
        var numbers = new float[embedding.GetArrayLength()];
        var at = 0;
        foreach (var number in embedding.EnumerateArray())
        {
            var value = number.GetSingle();
            // As large a number squared must still be one, because lengths are measured.
            numbers[at++] = Math.Abs(value) <= 1e15f ? value : throw NotCompatible("It sent a number without bounds.");
        }

        return numbers;
    }

    private static EndpointException NotCompatible(string why) => new(AnswerFailures.NotCompatible(why));
}
