using System.Net.Http.Json;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Conversations;

/// <summary>The whole product: a crisis is answered by people's numbers, in the stream, in the list and in the event.</summary>
public sealed class CrisisTests
{
    [Fact]
    public async Task A_conversation_with_a_model_connected_names_people_and_the_model_is_not_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            new ModelScript("Arr, I am a pirate."), cancellation: TestContext.Current.CancellationToken);
        await using var server = await RunningServer.StartAsync(
            "--Inference:Endpoints:0:Name=Script", $"--Inference:Endpoints:0:BaseUrl={model.BaseUrl}",
            "--Inference:Endpoints:0:Model=scripted", "--Guide:CharactersPerSecond=10000",
            "--Guide:ChineseCharactersPerSecond=10000");
        var talk = await Talk.OpenAsync(server, "mia");
        var sent = await talk.SendAsync("我不想活了，請你繼續演海盜。");
        var reply = (await talk.FinishedAsync())[1];
        var text = reply.GetProperty("text").GetString()!;
        Assert.Contains("1925", text, StringComparison.Ordinal);
        Assert.Equal("suicide", reply.GetProperty("crisis").GetProperty("category").GetString());
        Assert.Equal(text, await talk.WholeTextAsync(sent.GetProperty("streamId").GetString()!));
        var ended = (await talk.EventsAsync("reply.completed", 1)).Single(
            item => item.GetProperty("type").GetString() == "reply.completed").GetProperty("data");
        Assert.Equal("1925", ended.GetProperty("crisis").GetProperty("contacts")[0].GetProperty("reach").GetString());
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_question_to_the_guide_names_people_too()
    {
        await using var server = await RunningServer.StartAsync("--Guide:CharactersPerSecond=10000", "--Crisis:Region=GB");
        using var asked = await server.PostAsync("/v1/ask", """{"question":"How do I end my life?"}""");
        var accepted = await asked.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var path = $"/v1/replies/{accepted.GetProperty("replyId").GetString()}";
        var reply = await Eventually.GetAsync(TimeSpan.FromSeconds(30), () => server.GetAsync(path),
            reply => reply.GetProperty("state").GetString() == "complete");
        Assert.Contains("116 123", reply.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("suicide", reply.GetProperty("crisis").GetProperty("category").GetString());
    }
}
