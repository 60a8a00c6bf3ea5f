using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Fakes;

/// <summary>
/// As much of a Chroma server as a store of vectors uses, in memory, in the form that the real one (1.0.0) answers in. It can be
/// made to fail.
/// </summary>
internal sealed class FakeChroma : IAsyncDisposable
{
    private const string Path = "/api/v2/tenants/default_tenant/databases/default_database/collections";

    private readonly WebApplication _host;
    private readonly ConcurrentDictionary<string, Collection> _collections = new(StringComparer.Ordinal);

    private FakeChroma(WebApplication host) => _host = host;

    public string Url => _host.Urls.First();

    /// <summary>Status of every answer; 0 when it works.</summary>
    public volatile int FailsWith;

    /// <summary>Names of the collections.</summary>
    public IReadOnlyCollection<string> Collections => [.. _collections.Keys];

    /// <summary>The last token that was sent.</summary>
    public volatile string? Token;

    public static async Task<FakeChroma> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var chroma = new FakeChroma(builder.Build());
        chroma.Map();
        await chroma._host.StartAsync();
        return chroma;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Map()
    {
        _host.Use(async (context, next) =>
        {
            Token = context.Request.Headers["x-chroma-token"];
            if (FailsWith == 0)
                await next(context);
            else
                context.Response.StatusCode = FailsWith;
        });
        _host.MapGet(Path, context => SendAsync(context, new JsonArray(
            [.. _collections.Values.Select(one => new JsonObject { ["name"] = one.Name, ["id"] = one.Id })])));
        _host.MapPost(Path, async context =>
        {
            var name = (string)(await ReadAsync(context))["name"]!;
            var made = _collections.GetOrAdd(name, key => new Collection(key, Guid.CreateVersion7().ToString(), []));
            await SendAsync(context, new JsonObject { ["id"] = made.Id, ["name"] = name });
        });
        _host.MapDelete(Path + "/{name}", context =>
        {
            _collections.TryRemove((string)context.Request.RouteValues["name"]!, out _);
            return SendAsync(context, new JsonObject());
        });
        _host.MapPost(Path + "/{id}/{call}", async context =>
        {
            var collection = _collections.Values.Single(one => one.Id == (string)context.Request.RouteValues["id"]!);
            var body = await ReadAsync(context);
            await SendAsync(context, (string)context.Request.RouteValues["call"]! switch
            {
                "upsert" => Upsert(collection, body),
                "delete" => Delete(collection, body),
                "get" => Get(collection, body),
                _ => Query(collection, body),
            });
        });
    }

    private static JsonObject Upsert(Collection collection, JsonObject body)
    {
        var (ids, metadatas) = (body["ids"]!.AsArray(), body["metadatas"]!.AsArray());
        for (var i = 0; i < ids.Count; i++)
        {
            var numbers = body["embeddings"]!.AsArray()[i]!.AsArray().Select(number => (float)number!).ToArray();
            collection.Rows[(string)ids[i]!] = (numbers, metadatas[i]!.ToJsonString());
        }

        return [];
    }

    private static JsonObject Delete(Collection collection, JsonObject body)
    {
        var document = (string)body["where"]!["document"]!;
        foreach (var id in collection.Rows.Keys.Where(id => id.StartsWith(document + ":", StringComparison.Ordinal)))
            collection.Rows.TryRemove(id, out _);
        return [];
    }

    private static JsonObject Get(Collection collection, JsonObject body) => new()
    {
        ["metadatas"] = new JsonArray([.. collection.Rows.OrderBy(row => row.Key, StringComparer.Ordinal)
            .Skip((int)body["offset"]!).Take((int)body["limit"]!).Select(row => JsonNode.Parse(row.Value.Metadata))]),
    };

    private static JsonObject Query(Collection collection, JsonObject body)
    {
        var question = body["query_embeddings"]!.AsArray()[0]!.AsArray().Select(number => (float)number!).ToArray();
        var nearest = collection.Rows.Values.Select(row => (row.Metadata, Distance: 1 - Cosine(question, row.Numbers)))
            .OrderBy(row => row.Distance).Take((int)body["n_results"]!).ToList();
        return new JsonObject
        {
            ["metadatas"] = new JsonArray(new JsonArray([.. nearest.Select(row => JsonNode.Parse(row.Metadata))])),
            ["distances"] = new JsonArray(new JsonArray([.. nearest.Select(row => JsonValue.Create(row.Distance))])),
        };
    }

    private static double Cosine(float[] a, float[] b)
    {
        double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
        return Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context) =>
        (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();

    private static Task SendAsync(HttpContext context, JsonNode json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(json)).AsTask();
    }

    private sealed record Collection(
        string Name, string Id, ConcurrentDictionary<string, (float[] Numbers, string Metadata)> Rows);
}
