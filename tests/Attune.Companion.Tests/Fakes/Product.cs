using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Contracts.Knowledge;
using Attune.Foundation;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.Inference;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Fakes;

/// <summary>The companion over a real socket and a real database; only the AI streams are in memory.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly DataFolder _folder;

    private Product(WebApplication server, DataFolder folder)
    {
        _server = server;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _server.Services;

    public SqliteDatabase Database => Services.GetRequiredService<SqliteDatabase>();

    /// <summary>Starts the companion.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="streams">The AI streams, which outlive the product as the log on disk does.</param>
    /// <param name="settings">Settings that differ from the defaults.</param>
    public static Task<Product> StartAsync(
        TempFolder folder, MemoryAiStreams streams, params (string Key, string Value)[] settings) =>
        StartAsync(folder, streams, static _ => { }, settings);

    /// <summary>Starts the companion with some of its services replaced.</summary>
    public static async Task<Product> StartAsync(
        TempFolder folder, MemoryAiStreams streams, Action<IServiceCollection> replace,
        params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        var data = DataFolder.Open(folder.Path);
        builder.Services.AddFoundation(data);
        builder.Services.AddSingleton<IAiStreams>(streams);
        builder.Services.AddSingleton<ITopicErasure>(new MemoryTopicErasure(streams));
        builder.Services.AddSingleton(new ModuleCatalogue(
            [builder.AddModule(InferenceModule.Doors), builder.AddModule(CompanionModule.Doors)]));
        replace(builder.Services);
        var server = builder.Build();
        server.UseFoundation();
        InferenceModule.Doors.Map!(server);
        CompanionModule.Doors.Map!(server);
        server.Services.GetRequiredService<MigrationRunner>().Run();
        await server.StartAsync();
        return new Product(server, data);
    }

    public async Task<AskAccepted> AskAsync(string question, string? clientId = null)
    {
        using var response = await PostAsync("/v1/ask", new AskRequest(question, clientId), AttuneJson.Wire.AskRequest);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.AskAccepted))!;
    }

    public async Task<ReplyView> ReplyAsync(string id) =>
        (await Http.GetFromJsonAsync($"/v1/replies/{id}", AttuneJson.Wire.ReplyView))!;

    /// <summary>Asks and waits until the answer is written.</summary>
    public async Task<ReplyView> AnswerAsync(MemoryAiStreams streams, string question)
    {
        var asked = await AskAsync(question);
        return await FinishedAsync(streams, asked);
    }

    /// <summary>Waits until a stream has ended and its reply is settled.</summary>
    public async Task<ReplyView> FinishedAsync(MemoryAiStreams streams, AskAccepted asked)
    {
        await streams.WaitAsync(asked.StreamId, stream => stream.State != AiStreamState.Open);
        // The stream ends a moment before the row: the row is asked for until it has.
        return await Eventually.GetAsync(TimeSpan.FromSeconds(30), () => ReplyAsync(asked.ReplyId),
            reply => reply.State is not ("queued" or "running"));
    }

    public async Task<DocumentView> ImportAsync(string name, string text, string? clientId = null)
    {
        using var response = await PostAsync(
            "/v1/knowledge/documents", new DocumentRequest(name, text, clientId), AttuneJson.Wire.DocumentRequest);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.DocumentView))!;
    }

    public async Task<IReadOnlyList<DocumentView>> DocumentsAsync() =>
        (await Http.GetFromJsonAsync("/v1/knowledge/documents", AttuneJson.Wire.ItemListDocumentView))!.Items;

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body, JsonTypeInfo<T> type) =>
        Http.PostAsync(path, JsonContent.Create(body, type));

    public static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.Problem))!.Code;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
