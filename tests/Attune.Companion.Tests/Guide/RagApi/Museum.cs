using System.Net;
using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Inference;
using Attune.TestKit.Folders;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Guide.RagApi;

/// <summary>A museum with one document, asked by its own clients.</summary>
internal sealed class Museum(Product product) : IAsyncDisposable
{
    public const string Ferry =
        "The ferry to the island leaves at 7:45 from pier four. Dogs travel free. The harbour was built in 1928.";

    public Product Product => product;

    public HttpClient Http => product.Http;

    /// <summary>Opens it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="describer">Who describes visitors; null for nobody.</param>
    /// <param name="model">Who writes; null for the rules.</param>
    /// <param name="settings">Settings that differ from the defaults.</param>
    public static Task<Museum> OpenAsync(
        TempFolder folder, FakeDescriber? describer = null, FakeModel? model = null,
        params (string Key, string Value)[] settings) =>
        OpenAsync(folder, static _ => { }, describer, model, settings);

    /// <summary>Opens it with some of its services replaced.</summary>
    public static async Task<Museum> OpenAsync(
        TempFolder folder, Action<IServiceCollection> replace, FakeDescriber? describer = null, FakeModel? model = null,
        params (string Key, string Value)[] settings)
    {
        (string, string)[] all = [("Guide:Describer:Url", describer?.Url ?? ""), .. settings];
        var product = await Product.StartAsync(folder, new MemoryAiStreams(), services =>
        {
            if (model is not null)
                services.AddSingleton<IChatClient>(model).AddSingleton<IModelAvailability>(model);
            replace(services);
        }, all);
        await product.ImportAsync("Harbour", Ferry);
        return new Museum(product);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, CancellationToken cancellation = default) =>
        Http.PostAsync($"/api/rag-llm/{path}",
            new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), cancellation);

    /// <summary>Asks and reads the whole stream.</summary>
    public async Task<Heard> AskAsync(object body, string path = "query")
    {
        using var response = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("END_FLAG", lines[^1]);
        return new Heard(string.Join('\n', lines[..^1]), Header(response, "X-Attune-Tone"),
            Header(response, "X-Attune-Tone-Source"), Header(response, "X-Attune-Tone-Why"));
    }

    public async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await Http.GetStringAsync($"/api/rag-llm/{path}")).RootElement;

    public static async Task<JsonElement> JsonOfAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public ValueTask DisposeAsync() => product.DisposeAsync();

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : "";
}

/// <summary>What a visitor hears.</summary>
/// <param name="Text">All lines but the last.</param>
/// <param name="Tone">The tone.</param>
/// <param name="Source">What decided.</param>
/// <param name="Why">Where the description came from, or why there was none.</param>
internal sealed record Heard(string Text, string Tone, string Source, string Why);
