using System.Collections.Concurrent;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide.Describing;

/// <summary>The describer over a real socket: both contracts, answers that keep neither, how many connections it gets.</summary>
public sealed class DescriberContractTests : IDisposable
{
    private const string Child = "A girl of about eight in a school uniform with a backpack.";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("", "describer_invalid_json")]
    [InlineData("null", "describer_invalid_json")]
    [InlineData("[]", "describer_invalid_json")]
    [InlineData("<!doctype html>", "describer_invalid_json")]
    [InlineData("{\"success\":true,\"user_description\":\"A girl", "describer_invalid_json")]
    [InlineData("\u00ff\u00fe\u0000", "describer_invalid_json")]
    [InlineData("""{"success":1,"user_description":"A girl of eight"}""", "describer_missing_field")]
    [InlineData("""{"success":true,"user_description":{"text":"A girl of eight"}}""", "describer_missing_field")]
    [InlineData("""{"success":true}""", "describer_missing_field")]
    [Proves("E-036")]
    public async Task Invalid_data_is_no_description_and_the_visitor_is_answered(string body, string reason)
    {
        await using var describer = await FakeDescriber.StartAsync(context => FakeDescriber.SendAsync(context, body));
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });
        Assert.Equal(("casual_friendly", reason), (heard.Tone, heard.Why));
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u0007\u202E")]
    [Proves("E-034")]
    public async Task An_empty_description_of_the_client_is_none_and_the_describer_is_asked(string description)
    {
        await using var describer = await FakeDescriber.SayingAsync(Child);
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var heard = await museum.AskAsync(
            new { text_user_msg = "When does the ferry leave?", session_id = "s1", user_description = description });
        Assert.Equal(("child_friendly", "from_describer"), (heard.Tone, heard.Why));
        Assert.Equal(1, describer.Asked);
    }

    [Fact]
    public async Task A_service_that_tells_its_visitors_apart_is_asked_for_the_one_of_the_sitting()
    {
        var asked = new ConcurrentQueue<string>();
        await using var describer = await FakeDescriber.StartAsync(context =>
        {
            asked.Enqueue($"{context.Request.Path.Value}{context.Request.QueryString}");
            var seen = context.Request.Path.Value!.Contains("hall", StringComparison.Ordinal) ? $"\"{Child}\"" : "null";
            return FakeDescriber.SendAsync(context,
                $$"""{"sessionid":"x","visual_context":{{seen}},"available":{{(seen == "null" ? "false" : "true")}}}""");
        });
        await using var museum = await Museum.OpenAsync(
            _folder, describer, settings: [("Guide:Describer:Path", "/visual-context/{sitting}")]);
        var seen = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "hall/1?a b" });
        Assert.Equal(("child_friendly", "from_describer"), (seen.Tone, seen.Why));
        var unseen = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?" });
        Assert.Equal(("casual_friendly", "describer_not_successful"), (unseen.Tone, unseen.Why));
        // Two dots would lead to another address, however they are written.
        var dots = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = ".." });
        Assert.Equal(("casual_friendly", "describer_empty"), (dots.Tone, dots.Why));
        Assert.Equal(["/visual-context/hall%2F1?a b", "/visual-context/default"], asked);
    }

    [Theory]
    [InlineData("/api/get-user-description", true)]
    [InlineData("/visual-context/{sitting}", true)]
    [InlineData("/v2/{sitting}/looks", true)]
    [InlineData("", false)]
    [InlineData("visual-context", false)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/../{sitting}", false)]
    [InlineData("/looks?of={sitting}", false)]
    public void A_path_stays_on_the_describer(string path, bool isValid)
    {
        var options = new GuideOptions { Describer = new DescriberOptions { Path = path } };
        Assert.Equal(isValid, new GuideOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    [Proves("E-134")]
    public async Task The_describer_gets_no_more_connections_than_questions_that_may_wait_for_it()
    {
        var connections = new ConcurrentDictionary<string, bool>();
        await using var describer = await FakeDescriber.StartAsync(context =>
        {
            connections[context.Connection.Id] = true;
            return FakeDescriber.SayAsync(context, Child);
        });
        await using var museum = await Museum.OpenAsync(_folder, describer,
            settings: [("Guide:Describer:MaxRequests", "3"), ("Guide:Limits:PerAddressPerMinute", "0")]);
        for (var wave = 0; wave < 5; wave++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(visitor => museum.AskAsync(
                new { text_user_msg = "When does the ferry leave?", session_id = $"visitor-{wave}-{visitor}" })));
        }

        Assert.InRange(describer.Asked, 15, 100);
        Assert.InRange(connections.Count, 1, 3);
    }

    public void Dispose() => _folder.Dispose();
}
