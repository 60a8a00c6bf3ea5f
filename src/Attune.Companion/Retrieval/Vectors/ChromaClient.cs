using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Learning.Vectors;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// The few calls of Chroma's HTTP interface, version 2, that a store of vectors needs, on one collection for an organisation
/// and a model. Only vectors, ids and hashes are sent, no texts. Every failure is an <see cref="IOException"/> without the
/// token.
/// </summary>
internal sealed class ChromaClient : IDisposable
{
    private const string Database = "api/v2/tenants/default_tenant/databases/default_database/collections";
    private const int MaxAnswerBytes = 16 * 1_048_576;
    private const int MostCollections = 1_000;
    private const int PageSize = 1_000;
    private const int HashCharacters = 16;

    private readonly HttpClient _http;
    private readonly string _prefix;
    private readonly string _name;

    public ChromaClient(KnowledgeOptions options, string organisation, string model)
    {
        var root = new Uri(options.ChromaUrl.TrimEnd('/') + "/");
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(options.ChromaSeconds),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !root.IsLoopback,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        })
        {
            BaseAddress = root,
            Timeout = TimeSpan.FromSeconds(options.ChromaSeconds),
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (options.ChromaToken.Length > 0)
            _http.DefaultRequestHeaders.Add("x-chroma-token", options.ChromaToken);
        _prefix = $"attune-{Hash(organisation)}-";
        _name = _prefix + Hash(model);
    }

    /// <summary>Finds or makes the collection, and drops those of other models for the same organisation.</summary>
    /// <returns>Its id, which the other calls need.</returns>
    public async Task<string> OpenAsync(CancellationToken cancellation)
    {
        using var all = await SendAsync(HttpMethod.Get, $"{Database}?limit={MostCollections}", null, cancellation);
        foreach (var collection in Items(all.RootElement))
        {
            var name = Text(collection, "name");
            if (name.StartsWith(_prefix, StringComparison.Ordinal) && name != _name)
                (await SendAsync(HttpMethod.Delete, $"{Database}/{name}", null, cancellation)).Dispose();
        }

        using var made = await SendAsync(HttpMethod.Post, Database, json =>
        {
            json.WriteString("name", _name);
            json.WriteBoolean("get_or_create", true);
            json.WriteStartObject("configuration");
            json.WriteStartObject("hnsw");
            json.WriteString("space", "cosine");
            json.WriteEndObject();
            json.WriteEndObject();
        }, cancellation);
        return Guid.TryParse(Text(made.RootElement, "id"), out var id)
            ? id.ToString()
            : throw new IOException("Chroma gave its collection no id.");
    }

    /// <summary>All documents in the collection: how many vectors each has, and the hash of what they were made of.</summary>
    public async Task<IReadOnlyDictionary<string, (string Hash, int Vectors)>> ListAsync(
        string collection, CancellationToken cancellation)
    {
        var documents = new Dictionary<string, (string Hash, int Vectors)>(StringComparer.Ordinal);
        for (var offset = 0; ; offset += PageSize)
        {
            using var page = await SendAsync(HttpMethod.Post, $"{Database}/{collection}/get", json =>
            {
                json.WriteNumber("limit", PageSize);
                json.WriteNumber("offset", offset);
                WriteStrings(json, "include", ["metadatas"]);
            }, cancellation);
            var rows = 0;
            foreach (var row in Items(page.RootElement, "metadatas"))
            {
                rows++;
                var (document, hash) = (Text(row, "document"), Text(row, "hash"));
                documents[document] = (hash, documents.GetValueOrDefault(document).Vectors + 1);
            }

            if (rows < PageSize)
                return documents;
        }
    }

    /// <summary>Puts vectors of a document, those from a row on.</summary>
    public async Task PutAsync(
        string collection, string document, string hash, int firstRow, IReadOnlyList<ReadOnlyMemory<float>> vectors,
        CancellationToken cancellation)
    {
        using var done = await SendAsync(HttpMethod.Post, $"{Database}/{collection}/upsert", json =>
        {
            WriteStrings(json, "ids", Enumerable.Range(firstRow, vectors.Count).Select(row => $"{document}:{row}"));
            json.WriteStartArray("embeddings");
            foreach (var vector in vectors)
            {
                json.WriteStartArray();
                foreach (var number in vector.Span)
                    json.WriteNumberValue(number);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("metadatas");
            for (var i = 0; i < vectors.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("document", document);
                json.WriteString("hash", hash);
                json.WriteNumber("row", firstRow + i);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }, cancellation);
    }

    /// <summary>Deletes all vectors of a document.</summary>
    public async Task DeleteAsync(string collection, string document, CancellationToken cancellation)
    {
        using var done = await SendAsync(HttpMethod.Post, $"{Database}/{collection}/delete", json =>
        {
            json.WriteStartObject("where");
            json.WriteString("document", document);
            json.WriteEndObject();
        }, cancellation);
    }

    /// <summary>The nearest vectors, nearest first.</summary>
    public async Task<IReadOnlyList<NearVector>> QueryAsync(
        string collection, ReadOnlyMemory<float> question, int limit, CancellationToken cancellation)
    {
        using var found = await SendAsync(HttpMethod.Post, $"{Database}/{collection}/query", json =>
        {
            json.WriteStartArray("query_embeddings");
            json.WriteStartArray();
            foreach (var number in question.Span)
                json.WriteNumberValue(number);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteNumber("n_results", limit);
            WriteStrings(json, "include", ["metadatas", "distances"]);
        }, cancellation);
        var rows = Items(found.RootElement, "metadatas").SelectMany(Items);
        var distances = Items(found.RootElement, "distances").SelectMany(Items);
        try
        {
            return
            [
                .. rows.Zip(distances, (row, distance) => new NearVector(
                    Text(row, "document"), row.GetProperty("row").GetInt32(), 1 - distance.GetSingle())),
            ];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException("Chroma answered in a form that could not be read.", error);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> SendAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter>? content, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (content is not null)
            {
                request.Content = new ReadOnlyMemoryContent(Write(content));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            using var response = await _http.SendAsync(request, cancellation);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode)
                throw new IOException($"Chroma answered with status {(int)response.StatusCode}.");
            return JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException(error switch
            {
                JsonException => "Chroma answered with something that is no JSON.",
                OperationCanceledException => "Chroma did not answer in time.",
                _ => $"Chroma cannot be reached: {error.Message}",
            }, error);
        }
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var items) ? Items(items) : [];

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters];
}
