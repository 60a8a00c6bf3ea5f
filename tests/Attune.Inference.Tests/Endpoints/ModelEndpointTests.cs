using System.Net;
using System.Text;
using Attune.Contracts;
using Attune.Contracts.Models;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Folders;

namespace Attune.Inference.Tests.Endpoints;

/// <summary>Connecting, changing and removing models over HTTP.</summary>
public sealed class ModelEndpointTests
{
    private static readonly ModelEndpointRequest Ollama = new("My model", "http://127.0.0.1:11434/v1", "qwen3:8b");

    [Fact]
    public async Task A_connected_model_is_listed_asked_changed_and_removed()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript("Ready.", PieceMilliseconds: 0));
        await using var host = await InferenceHost.StartAsync();
        var connected = await host.ConnectAsync(new ModelEndpointRequest(null, model.BaseUrl, "scripted"));
        Assert.Equal(("scripted", model.BaseUrl, "scripted", false), (connected.Name, connected.BaseUrl, connected.Model,
            connected.HasKey));
        Assert.Equal(("page", true, "unknown"), (connected.Source, connected.Enabled, connected.State));
        Assert.True(host.Availability.IsConfigured);
        Assert.Equal("Ready.", await host.AskAsync("Hello"));
        Assert.Equal("working", Assert.Single(await host.ListAsync()).State);

        var off = new ModelEndpointChange("Off", model.BaseUrl, "slow", Enabled: false);
        using (var changed = await host.PutAsync(connected.Id, off))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var view = Assert.Single(await host.ListAsync());
        Assert.Equal(("Off", "slow", false), (view.Name, view.Model, view.Enabled));
        Assert.False(host.Availability.IsConfigured);
        await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync("Hello"));

        using (var removed = await host.Http.DeleteAsync($"/v1/models/{connected.Id}"))
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty(await host.ListAsync());
        using var again = await host.Http.DeleteAsync($"/v1/models/{connected.Id}");
        Assert.Equal("unknown_model_endpoint", await InferenceHost.CodeOfAsync(again));
    }

    [Fact]
    public async Task What_is_connected_survives_a_restart_with_its_key()
    {
        using var folder = new TempFolder();
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript("Ready.", PieceMilliseconds: 0));
        await using (var first = await InferenceHost.StartAsync(folder, null))
            await first.ConnectAsync(new ModelEndpointRequest("Kept", model.BaseUrl, "scripted", "sk-kept"));
        await using var second = await InferenceHost.StartAsync(folder, null);
        Assert.True(second.Availability.IsConfigured);
        Assert.True(Assert.Single(await second.ListAsync()).HasKey);
        Assert.Equal("Ready.", await second.AskAsync("Hello"));
        Assert.Equal("Bearer sk-kept", Assert.Single(model.Requests).Authorization);
    }

    [Fact]
    public async Task Those_of_the_settings_come_first_and_cannot_be_changed_here()
    {
        await using var host = await InferenceHost.WithModelsAsync("http://127.0.0.1:11434/v1", "a", "b");
        await host.ConnectAsync(Ollama);
        var list = await host.ListAsync();
        Assert.Equal(["a", "b", "qwen3:8b"], list.Select(endpoint => endpoint.Model));
        Assert.Equal(["settings", "settings", "page"], list.Select(endpoint => endpoint.Source));
        using var changed = await host.PutAsync(list[0].Id, new ModelEndpointChange("x", "http://127.0.0.1/v1", "x"));
        Assert.Equal("model_in_settings", await InferenceHost.CodeOfAsync(changed));
        using var removed = await host.Http.DeleteAsync($"/v1/models/{list[1].Id}");
        Assert.Equal((HttpStatusCode.Conflict, "model_in_settings"),
            (removed.StatusCode, await InferenceHost.CodeOfAsync(removed)));
    }

    [Fact]
    public async Task The_same_client_id_connects_once_even_when_sent_many_times_at_once()
    {
        await using var host = await InferenceHost.StartAsync();
        var request = Ollama with { ClientId = "one" };
        var views = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.ConnectAsync(request)));
        Assert.Single(views.Select(view => view.Id).Distinct());
        Assert.Single(await host.ListAsync());
    }

    [Fact]
    public async Task No_more_are_connected_than_allowed_even_when_sent_at_once()
    {
        await using var host = await InferenceHost.StartAsync(("Inference:MaxEndpoints", "3"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => host.PostAsync("/v1/models", Ollama, AttuneJson.Wire.ModelEndpointRequest)));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            Assert.Equal("too_many_models", await InferenceHost.CodeOfAsync(refused));
    }

    [Theory]
    [InlineData(null, null, "m", null, "baseUrl")]
    [InlineData(null, "ftp://host/v1", "m", null, "baseUrl")]
    [InlineData(null, "/v1", "m", null, "baseUrl")]
    [InlineData(null, "http://anna:hunter2@host/v1", "m", null, "baseUrl")]
    [InlineData(null, "http://host/v1?key=hunter2", "m", null, "baseUrl")]
    [InlineData(null, "http://host/v1", "", null, "model")]
    [InlineData(null, "http://host/v1", "two\nlines", null, "model")]
    [InlineData("two\nlines", "http://host/v1", "m", null, "name")]
    [InlineData(null, "http://host/v1", "m", "hunter2\r\nX-Evil: 1", "apiKey")]
    [InlineData(null, "http://host/v1", "m", "hunter2 密鑰", "apiKey")]
    public async Task A_wrong_field_is_named_and_its_value_is_not_repeated(
        string? name, string? url, string? model, string? key, string field)
    {
        await using var host = await InferenceHost.StartAsync();
        using var created = await host.PostAsync(
            "/v1/models", new ModelEndpointRequest(name, url, model, key), AttuneJson.Wire.ModelEndpointRequest);
        var body = await created.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, created.StatusCode);
        Assert.Contains("invalid_field", body, StringComparison.Ordinal);
        Assert.Contains($"'{field}'", body, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        Assert.Empty(await host.ListAsync());
    }

    [Fact]
    public async Task Too_long_names_models_and_bodies_that_are_no_json_are_refused()
    {
        await using var host = await InferenceHost.StartAsync();
        using var longModel = await host.PostAsync(
            "/v1/models", Ollama with { Model = new string('m', 201) }, AttuneJson.Wire.ModelEndpointRequest);
        Assert.Equal("invalid_field", await InferenceHost.CodeOfAsync(longModel));
        using var longName = await host.PostAsync(
            "/v1/models", Ollama with { Name = new string('n', 101) }, AttuneJson.Wire.ModelEndpointRequest);
        Assert.Equal("invalid_field", await InferenceHost.CodeOfAsync(longName));
        using var broken = await host.Http.PutAsync("/v1/models/x", new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal("invalid_json", await InferenceHost.CodeOfAsync(broken));
        using var unknown = await host.PutAsync("x", new ModelEndpointChange("x", "http://127.0.0.1/v1", "x"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown_model_endpoint"),
            (unknown.StatusCode, await InferenceHost.CodeOfAsync(unknown)));
    }
}
