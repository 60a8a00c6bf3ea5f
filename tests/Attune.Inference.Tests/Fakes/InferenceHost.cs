using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Contracts;
using Attune.Contracts.Models;
using Attune.Foundation;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Inference.Tests.Fakes;

/// <summary>The module on a port and in a folder of its own.</summary>
internal sealed class InferenceHost : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly DataFolder _data;
    private readonly TempFolder? _ownFolder;

    private InferenceHost(WebApplication server, DataFolder data, TempFolder? ownFolder, CapturedLog log)
    {
        _server = server;
        _data = data;
        _ownFolder = ownFolder;
        Log = log;
        Http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _server.Services;

    public IChatClient Chat => Services.GetRequiredService<IChatClient>();

    public IModelAvailability Availability => Services.GetRequiredService<IModelAvailability>();

    public static Task<InferenceHost> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(null, null, settings);

    /// <summary>With endpoints of the settings that use these models of a stand-in, in this order.</summary>
    public static Task<InferenceHost> WithModelsAsync(string baseUrl, params string[] models) =>
        StartAsync(null, null, ModelSettings(baseUrl, models));

    public static (string Key, string Value)[] ModelSettings(string baseUrl, params string[] models) =>
    [
        .. models.SelectMany((model, i) => new[]
        {
            ($"Inference:Endpoints:{i}:BaseUrl", baseUrl), ($"Inference:Endpoints:{i}:Model", model),
            ($"Inference:Endpoints:{i}:Name", $"The {model} one"),
        }),
    ];

    public static async Task<InferenceHost> StartAsync(
        TempFolder? folder, TimeProvider? clock, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var log = new CapturedLog();
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var own = folder is null ? new TempFolder() : null;
        var data = DataFolder.Open((folder ?? own!).Path);
        builder.Services.AddFoundation(data);
        builder.Services.AddSingleton(new ModuleCatalogue([builder.AddModule(InferenceModule.Doors)]));
        var server = builder.Build();
        server.UseFoundation();
        InferenceModule.Doors.Map!(server);
        server.Services.GetRequiredService<MigrationRunner>().Run();
        await server.StartAsync();
        return new InferenceHost(server, data, own, log);
    }

    /// <summary>Asks and joins the pieces.</summary>
    public async Task<string> AskAsync(string question, ChatOptions? options = null, CancellationToken cancellation = default)
    {
        var text = "";
        await foreach (var update in Chat.GetStreamingResponseAsync(question, options, cancellation))
            text += update.Text;
        return text;
    }

    public async Task<IReadOnlyList<ModelEndpointView>> ListAsync() =>
        (await Http.GetFromJsonAsync("/v1/models", AttuneJson.Wire.ItemListModelEndpointView))!.Items;

    public async Task<ModelEndpointView> ConnectAsync(ModelEndpointRequest request)
    {
        using var response = await PostAsync("/v1/models", request, AttuneJson.Wire.ModelEndpointRequest);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.ModelEndpointView))!;
    }

    public async Task<ModelTestResult> TestAsync(ModelTestRequest request)
    {
        using var response = await PostAsync("/v1/models/test", request, AttuneJson.Wire.ModelTestRequest);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.ModelTestResult))!;
    }

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body, JsonTypeInfo<T> type) =>
        Http.PostAsync(path, JsonContent.Create(body, type));

    public Task<HttpResponseMessage> PutAsync(string id, ModelEndpointChange body) =>
        Http.PutAsync($"/v1/models/{id}", JsonContent.Create(body, AttuneJson.Wire.ModelEndpointChange));

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
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Dispose();
        _ownFolder?.Dispose();
    }
}
