using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Conversations.Moods;

/// <summary>
/// Goal: a mood is stored with the message it follows from, told once, the same after a restart, and gone when the conversation
/// is. Method: over HTTP with a real database; the events are looked up in the outbox.
/// </summary>
public sealed class MoodEndpointTests : IDisposable
{
    private const string Sad = "I am so sad, my dog died yesterday and I cannot stop crying.";
    private const string Glad = "What a wonderful day, I am so happy and grateful!";

    private static readonly (string, string)[] Settings =
        [("Guide:CharactersPerSecond", "10000"), ("Guide:ChineseCharactersPerSecond", "10000")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task Each_message_moves_the_mood_and_is_told_once()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Settings);
        var conversation = await product.OpenAsync("mia");
        Assert.Empty((await MoodAsync(product, conversation.Id)).Points);
        var sad = await product.SendAsync(conversation.Id, Sad);
        var glad = await product.SendAsync(conversation.Id, Glad, "c2");
        Assert.Equal(glad, await product.SendAsync(conversation.Id, Glad, "c2"));

        var points = (await MoodAsync(product, conversation.Id)).Points;
        Assert.Equal([sad.MessageId, glad.MessageId], points.Select(point => point.MessageId));
        Assert.Equal(["sadness", "joy"], points.Select(point => point.Group));
        Assert.Equal([1, 2], points.Select(point => point.Messages));
        Assert.Equal(points[0].Affect, points[0].Mood);
        // The second message has moved the mood up, and by less than all the way.
        Assert.InRange(points[1].Mood.Valence, points[0].Mood.Valence + 0.0001, points[1].Affect.Valence - 0.0001);
        Assert.All(points, point => Assert.Null(point.Usual));
        Assert.Equal(points.Select(Json), Told(product, conversation.Topic));
        Assert.Equal((await product.MessagesAsync(conversation.Id)).Where(message => message.Emotion is not null)
            .Select(message => message.Emotion!.Affect), points.Select(point => point.Affect));
    }

    [Fact]
    public async Task A_restart_changes_nothing()
    {
        string id;
        ConversationMoodView before;
        await using (var product = await Product.StartAsync(_folder, _streams, Settings))
        {
            id = (await product.OpenAsync("lyra")).Id;
            await product.SendAsync(id, Sad);
            await product.SendAsync(id, "我今天好難過，一直想哭");
            before = await MoodAsync(product, id);
        }

        await using var again = await Product.StartAsync(_folder, _streams, Settings);
        var after = await MoodAsync(again, id);
        Assert.Equal(["linear", "rules"], before.Points.Select(point => point.Method));
        Assert.Equal(before.Points.Select(Json), after.Points.Select(Json));
        await again.SendAsync(id, Glad);
        Assert.Equal(3, (await MoodAsync(again, id)).Points[^1].Messages);
    }

    [Fact]
    public async Task Of_a_long_conversation_the_newest_are_shown()
    {
        await using var product = await Product.StartAsync(
            _folder, _streams, [.. Settings, ("Conversations:MaxMoodPoints", "2")]);
        var conversation = await product.OpenAsync("mia");
        var sent = new List<string>();
        foreach (var text in (string[])[Sad, "The table is in the kitchen.", Glad])
            sent.Add((await product.SendAsync(conversation.Id, text)).MessageId);
        var points = (await MoodAsync(product, conversation.Id)).Points;
        Assert.Equal(sent[1..], points.Select(point => point.MessageId));
        Assert.Equal([2, 3], points.Select(point => point.Messages));
    }

    [Fact]
    public async Task Moods_are_exported_and_go_with_their_conversation()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Settings);
        var (gone, kept) = (await product.OpenAsync("mia"), await product.OpenAsync("doc"));
        foreach (var conversation in (string[])[gone.Id, kept.Id])
            await product.FinishedAsync(conversation, (await product.SendAsync(conversation, Sad)).ReplyId);
        var data = product.Services.GetRequiredService<IPersonalData>();
        using var exported = JsonDocument.Parse(await ExportAsync(data));
        Assert.All(exported.RootElement.GetProperty("conversations").EnumerateArray(),
            conversation => Assert.Equal(1, conversation.GetProperty("moods").GetArrayLength()));

        product.EmptyOutbox();
        using var deleted = await product.Http.DeleteAsync(
            $"/v1/conversations/{gone.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal([kept.Id], Rows(product));
        product.EmptyOutbox();
        await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken);
        Assert.Empty(Rows(product));
    }

    public void Dispose() => _folder.Dispose();

    private static string Json(MoodPointView point) => JsonSerializer.Serialize(point, AttuneJson.Wire.MoodPointView);

    private static async Task<ConversationMoodView> MoodAsync(Product product, string conversation) =>
        (await product.Http.GetFromJsonAsync($"/v1/conversations/{conversation}/mood", AttuneJson.Wire.ConversationMoodView))!;

    private static List<string> Told(Product product, string topic)
    {
        using var connection = product.Database.Open();
        return connection.Query(
            "SELECT data FROM foundation_outbox WHERE topic = $topic AND type = 'mood.updated' ORDER BY position",
            row => row.GetString(0), ("$topic", topic));
    }

    private static List<string> Rows(Product product)
    {
        using var connection = product.Database.Open();
        return connection.Query("SELECT conversation_id FROM companion_moods", row => row.GetString(0));
    }

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
