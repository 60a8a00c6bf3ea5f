using Attune.Foundation.Persistence;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Tests.Endpoints;

/// <summary>Where the endpoints come from, and what is said of them elsewhere.</summary>
public sealed class EndpointDirectoryTests
{
    [Fact]
    public async Task A_database_that_cannot_be_read_leaves_those_of_the_settings()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript("Ready.", PieceMilliseconds: 0));
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "scripted");
        using (var connection = host.Services.GetRequiredService<SqliteDatabase>().Open())
        {
            using var drop = connection.CreateCommand();
            drop.CommandText = "DROP TABLE inference_endpoints";
            drop.ExecuteNonQuery();
        }

        Assert.True(host.Availability.IsConfigured);
        Assert.Equal("Ready.", await host.AskAsync("Hello"));
        Assert.Contains("could not be read", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_told_with_their_place_and_without_their_value()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => InferenceHost.StartAsync(
            ("Inference:Endpoints:0:BaseUrl", "http://anna:hunter2@host/v1"), ("Inference:Endpoints:0:Model", ""),
            ("Inference:PauseSeconds", "0")));
        var told = string.Join('\n', error.Failures);
        foreach (var setting in (string[])["Endpoints[0].BaseUrl", "Endpoints[0].Model", "PauseSeconds"])
            Assert.Contains(setting, told, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_model_is_told_as_degraded_and_never_as_unready()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript());
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "broken");
        var check = host.Services.GetServices<Foundation.Modules.IReadinessCheck>().OfType<InferenceReadiness>().Single();
        Assert.Equal("healthy", check.Check().Status);
        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync("Hello"));
        Assert.Equal("degraded", check.Check().Status);
    }
}
