using System.Net;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Guide;

/// <summary>The real program as a museum's guide, with a describer and a model that fail on demand.</summary>
internal sealed class MuseumServer : IAsyncDisposable
{
    private static readonly (string Name, string Text)[] Documents =
    [
        ("Harbour", "The ferry to the island leaves at 7:45 from pier four. Dogs travel free. The harbour was built in 1928."),
        ("港口", "開往小島的渡輪每天上午7點45分從四號碼頭出發。狗可以免費搭船。港口建於1928年。"),
    ];

    private readonly TempFolder _folder = new();
    private DescriberServer? _describer;
    private ScriptedModelServer? _model;

    public RunningServer Server { get; private set; } = null!;

    public string Folder => _folder.Path;

    /// <summary>Starts it with one document in each language.</summary>
    /// <param name="describer">How the describer behaves; null for one that is down.</param>
    /// <param name="model">Name of the model, which says what it does; null for none.</param>
    /// <param name="settings">Further arguments.</param>
    public static Task<MuseumServer> StartAsync(DescriberPlan? describer, string? model, params string[] settings) =>
        StartAsync(describer, model, "The ferry to the island leaves at 7:45 from pier four [1].", settings);

    /// <param name="describer">How the describer behaves; null for one that is down.</param>
    /// <param name="model">Name of the model, which says what it does; null for none.</param>
    /// <param name="script">What the model says.</param>
    /// <param name="settings">Further arguments.</param>
    public static async Task<MuseumServer> StartAsync(
        DescriberPlan? describer, string? model, string script, IReadOnlyList<string> settings)
    {
        var museum = new MuseumServer();
        var arguments = new List<string>(settings);
        museum._describer = describer is null ? null : await DescriberServer.StartAsync(describer with { Port = 0 });
        var address = museum._describer?.Address ?? new Uri($"http://127.0.0.1:{FreePort.Find()}");
        arguments.AddRange(["--user-description-server", address.AbsoluteUri]);
        if (model is not null)
        {
            museum._model = await ScriptedModelServer.StartAsync(
                new ModelScript(script, PieceMilliseconds: 1));
            arguments.Add($"--Inference:Endpoints:0:BaseUrl={museum._model.BaseUrl}");
            arguments.Add($"--Inference:Endpoints:0:Model={model}");
        }

        museum.Server = await RunningServer.StartInAsync(museum._folder.Path, [.. arguments]);
        foreach (var (name, text) in Documents)
        {
            using var stored = await museum.Server.PostAsync(
                "/v1/knowledge/documents", JsonSerializer.Serialize(new { name, text }));
            Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        }

        return museum;
    }

    /// <summary>Asks and returns the lines before the flag, and the tone.</summary>
    public async Task<(string Text, string Tone)> AskAsync(string question, string sitting)
    {
        using var response = await Server.PostAsync(
            "/api/rag-llm/query", JsonSerializer.Serialize(new { text_user_msg = question, session_id = sitting }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("END_FLAG", lines[^1]);
        return (string.Join('\n', lines[..^1]), response.Headers.GetValues("X-Attune-Tone").Single());
    }

    /// <summary>The last answer of a sitting before it was said in a tone.</summary>
    public async Task<string> DraftAsync(string sitting)
    {
        var history = await Server.GetAsync($"/api/rag-llm/sessions/{sitting}/history");
        return history.GetProperty("history").EnumerateArray().Last().GetProperty("content").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
        if (_model is not null)
            await _model.DisposeAsync();
        if (_describer is not null)
            await _describer.DisposeAsync();
        _folder.Dispose();
    }
}
