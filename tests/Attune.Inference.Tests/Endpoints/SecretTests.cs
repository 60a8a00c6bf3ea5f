using System.Text;
using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Models;
using Attune.Foundation.Modules;
using Attune.Inference.Endpoints;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Inference.Tests.Endpoints;

/// <summary>A key goes to its endpoint and nowhere else.</summary>
public sealed class SecretTests
{
    private const string Key = "sk-zanzibarquux";

    [Fact]
    public async Task A_key_stands_in_no_answer_no_log_line_and_no_exception_whatever_happens()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript("Hi.", PieceMilliseconds: 0));
        string[] failing = [.. ScriptedBehaviours.Names.Except(["scripted", "slow", "echo", "dies-once", "rambles"])];
        await using var host = await InferenceHost.StartAsync(
        [
            .. InferenceHost.ModelSettings(model.BaseUrl, failing),
            .. failing.Select((_, i) => ($"Inference:Endpoints:{i}:ApiKey", Key)),
            ("Inference:FirstPieceSeconds", "2"), ("Inference:BetweenPiecesSeconds", "0.5"), ("Inference:FailuresToPause", "2"),
        ]);
        var seen = new StringBuilder();
        foreach (var behaviour in failing.Append("scripted"))
        {
            using var created = await host.PostAsync("/v1/models",
                new ModelEndpointRequest(behaviour, model.BaseUrl, behaviour, Key), AttuneJson.Wire.ModelEndpointRequest);
            seen.AppendLine(await created.Content.ReadAsStringAsync());
            using var tested = await host.PostAsync("/v1/models/test",
                new ModelTestRequest(model.BaseUrl, behaviour, Key), AttuneJson.Wire.ModelTestRequest);
            seen.AppendLine(await tested.Content.ReadAsStringAsync());
        }

        // Those that break off are met one after the other, as the ones before them are paused.
        var error = await Record.ExceptionAsync(() => host.AskAsync("Hello"));
        for (var i = 0; i < 30 && error is ModelInterruptedException; i++)
        {
            seen.AppendLine(error.ToString());
            error = await Record.ExceptionAsync(() => host.AskAsync("Hello"));
        }

        Assert.Null(error);
        seen.AppendLine(await host.Http.GetStringAsync("/v1/models"));
        seen.AppendLine(host.Log.Text);

        Assert.All(failing, name => Assert.Contains($"'The {name} one' failed", host.Log.Text, StringComparison.Ordinal));
        Assert.Contains(model.Requests, request => request.Authorization == $"Bearer {Key}");
        Assert.DoesNotContain(Key, seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_definition_shows_no_key()
    {
        var definition = new EndpointDefinition(
            "1", "n", new Uri("http://127.0.0.1/v1"), "m", Secret.From(Key), EndpointSource.Page, Enabled: true);
        Assert.DoesNotContain(Key, $"{definition}", StringComparison.Ordinal);
        Assert.Contains("***", $"{definition}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_holds_endpoints_without_keys_and_erasing_leaves_no_byte()
    {
        using var folder = new TempFolder();
        await using var host = await InferenceHost.StartAsync(folder, null);
        await host.ConnectAsync(new ModelEndpointRequest("Mine", "http://127.0.0.1:11434/v1", "qwen3:8b", Key));
        var data = host.Services.GetRequiredService<IPersonalData>();
        var export = await ExportAsync(data);
        Assert.Contains("qwen3:8b", export, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, export, StringComparison.Ordinal);
        Assert.True(FilesHold(folder, Key), "The key is stored, or this test proves nothing.");

        Assert.Equal(0, await data.EraseAsync("local", "somebody", TestContext.Current.CancellationToken));
        Assert.Equal(1, await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        Assert.Empty(await host.ListAsync());
        Assert.False(host.Availability.IsConfigured);
        Assert.False(FilesHold(folder, Key));
    }

    [Fact]
    public async Task A_key_that_was_replaced_or_removed_leaves_no_byte()
    {
        using var folder = new TempFolder();
        await using var host = await InferenceHost.StartAsync(folder, null);
        var mine = await host.ConnectAsync(new ModelEndpointRequest("Mine", "http://127.0.0.1:11434/v1", "qwen3:8b", Key));
        Assert.True(FilesHold(folder, Key), "The key is stored, or this test proves nothing.");
        const string Other = "sk-another-7f3a";
        using (await host.PutAsync(mine.Id, new ModelEndpointChange("Mine", mine.BaseUrl, "qwen3:8b", Other)))
            Assert.False(FilesHold(folder, Key));
        using (await host.Http.DeleteAsync($"/v1/models/{mine.Id}", TestContext.Current.CancellationToken))
            Assert.False(FilesHold(folder, Other));
    }

    private static bool FilesHold(TempFolder folder, string text) =>
        Directory.EnumerateFiles(folder.Path, "attune.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
        });

    private static async Task<string> ExportAsync(IPersonalData data)
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            await data.ExportAsync("local", "owner", json, TestContext.Current.CancellationToken);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
