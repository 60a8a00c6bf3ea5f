using System.Net;
using System.Net.Sockets;
using System.Text;
using Attune.Server.Tests.Wire;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Hosting;

/// <summary>What the server does for the guide's page for visitors: its settings, and the software that may look.</summary>
public sealed class KioskTests
{
    [Fact]
    public async Task Its_settings_are_told_in_both_languages()
    {
        await using var server = await RunningServer.StartAsync("--Kiosk:IdleSeconds=45", "--Kiosk:Locked=true",
            "--Kiosk:Name=House of Lanterns", "--Kiosk:Questions:0=When are you open?", "--Kiosk:QuestionsChinese:0=什麼時候開放？");
        var view = await server.GetAsync("/v1/guide/kiosk");
        Assert.Equal(45, view.GetProperty("idleSeconds").GetInt32());
        Assert.Equal(20, view.GetProperty("warningSeconds").GetInt32());
        Assert.True(view.GetProperty("locked").GetBoolean());
        Assert.False(view.GetProperty("useDescriber").GetBoolean());
        var chinese = view.GetProperty("texts").GetProperty("zh-Hant");
        Assert.Equal("House of Lanterns", chinese.GetProperty("name").GetString());
        Assert.Equal("什麼時候開放？", chinese.GetProperty("questions")[0].GetString());
    }

    [Fact]
    public async Task Software_that_looks_is_served_only_when_all_of_it_is_installed()
    {
        using var temp = new TempFolder();
        await using var server = await RunningServer.StartInAsync(temp.Path);
        var folder = Directory.CreateDirectory(Path.Combine(temp.Path, "describer")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "human.esm.js"), "export default 1;", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "models", "blazeface.bin"), "weights", TestContext.Current.CancellationToken);

        Assert.Equal("""{"installed":false}""", await TextAsync(server, "/describer/describer.json"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, "/describer/human.esm.js"));

        await File.WriteAllTextAsync(
            Path.Combine(folder, "describer.json"), """{"installed":true}""", TestContext.Current.CancellationToken);
        Assert.Equal("""{"installed":true}""", await TextAsync(server, "/describer/describer.json"));
        Assert.Equal("export default 1;", await TextAsync(server, "/describer/human.esm.js"));
        Assert.Equal("weights", await TextAsync(server, "/describer/models/blazeface.bin"));
    }

    [Fact]
    public async Task Nothing_else_of_the_data_folder_can_be_reached_through_it()
    {
        using var temp = new TempFolder();
        await using var server = await RunningServer.StartInAsync(temp.Path);
        var folder = Directory.CreateDirectory(Path.Combine(temp.Path, "describer")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "describer.json"), "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "secret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(temp.Path, "secret.json"), "secret", TestContext.Current.CancellationToken);

        Assert.Matches("^HTTP/1.1 200 ", await RawGetAsync(server.Http.BaseAddress!, "/describer/describer.json"));
        foreach (var path in (string[])["../attune.lock", "..%2fattune.lock", "%2e%2e/secret.json",
            "models/..%2f..%2fsecret.json", "%2fetc/passwd.json", "notes.txt"])
        {
            var answer = await RawGetAsync(server.Http.BaseAddress!, "/describer/" + path);
            Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
            Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        }
    }

    private static async Task<string> TextAsync(RunningServer server, string path) =>
        await server.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string path)
    {
        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>The raw request: a client would tidy the path up before it sends it.</summary>
    private static async Task<string> RawGetAsync(Uri server, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
