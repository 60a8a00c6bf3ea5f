using System.Net;
using System.Net.Http.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Retrieval;

/// <summary>Searching documents over HTTP.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task A_search_shows_passages_with_their_place_and_what_matches()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        const string Text = "# Sauna\nClosed on Mondays.\n\n# Zanzibar pool\nThe zanzibar pool opens at seven in the morning.";
        var added = await product.ImportAsync("House", Text);
        var found = (await SearchAsync(product, "opening of the Zanzibar pool"))[0];
        Assert.Equal(added.Id, found.DocumentId);
        Assert.Equal("House", found.DocumentName);
        Assert.False(found.BuiltIn);
        Assert.Equal("Zanzibar pool", found.Heading);
        Assert.StartsWith("Zanzibar pool\nThe zanzibar", Text.Substring(found.Start, found.Length), StringComparison.Ordinal);
        Assert.Contains(found.Snippet, Text.Substring(found.Start, found.Length), StringComparison.Ordinal);
        Assert.Equal(["Zanzibar", "pool", "zanzibar", "pool", "opens"],
            found.Marks.Select(mark => found.Snippet.Substring(mark.Start, mark.Length)));
    }

    [Fact]
    public async Task Chinese_is_found_in_Chinese_documents_and_the_manual_is_marked_as_built_in()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        await product.ImportAsync("旅館", "屋頂的游泳池早上七點開放。");
        var found = (await SearchAsync(product, "游泳池"))[0];
        Assert.Equal("旅館", found.DocumentName);
        Assert.Equal("游泳池", found.Snippet.Substring(found.Marks[0].Start, found.Marks[0].Length));
        Assert.True((await SearchAsync(product, "使用手冊"))[0].BuiltIn);
    }

    [Fact]
    public async Task A_phrase_in_quotation_marks_must_stand_there_word_by_word()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        await product.ImportAsync("Ferry", "The zanzibar ferry leaves at seven. A zanzibar night ferry leaves at nine.");
        await product.ImportAsync("Night", "# Night ferry to zanzibar\nThere is none in winter.");
        await product.ImportAsync("港口", "港口的開船時刻是早上七點。");
        await product.ImportAsync("海邊", "開船的港口，等船時刻很長。");
        Assert.Equal(["Ferry"], await NamesAsync(product, "\"zanzibar ferry\""));
        Assert.Equal(["Night"], await NamesAsync(product, "leaves “ferry to zanzibar”"));
        Assert.Equal(["港口"], await NamesAsync(product, "「開船時刻」"));
        Assert.Empty(await NamesAsync(product, "\"ferry zanzibar\""));
        var marked = (await SearchAsync(product, "\"zanzibar night\""))[0];
        Assert.Contains("night", marked.Marks.Select(mark => marked.Snippet.Substring(mark.Start, mark.Length)));
    }

    [Fact]
    public async Task A_star_finds_the_words_that_begin_so_and_marks_them()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        await product.ImportAsync("One", "The quokkarium opens at seven.");
        await product.ImportAsync("Two", "Feeding of the quokkas is at nine.");
        Assert.Equal(["One", "Two"], (await NamesAsync(product, "quok*")).Order());
        var found = (await SearchAsync(product, "quokkar*"))[0];
        Assert.Equal("quokkarium", found.Snippet.Substring(found.Marks[0].Start, found.Marks[0].Length));
    }

    [Fact]
    public async Task The_limit_holds_best_first_and_nothing_is_an_empty_list()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var found = await SearchAsync(product, "topic event stream", "&limit=3");
        Assert.Equal(3, found.Count);
        Assert.Equal(found.Select(passage => passage.Score).OrderDescending(), found.Select(passage => passage.Score));
        Assert.Empty(await SearchAsync(product, "zanzibarquux"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=%20")]
    [InlineData("?q=a&limit=0")]
    [InlineData("?q=a&limit=51")]
    [InlineData("?q=a&limit=x")]
    public async Task A_bad_search_is_refused(string query)
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        using var response = await product.Http.GetAsync("/v1/knowledge/search" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_field", await Product.CodeOfAsync(response));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<IEnumerable<string>> NamesAsync(Product product, string query) =>
        (await SearchAsync(product, query)).Select(passage => passage.DocumentName);

    private static async Task<IReadOnlyList<FoundPassage>> SearchAsync(Product product, string query, string more = "") =>
        (await product.Http.GetFromJsonAsync(
            $"/v1/knowledge/search?q={Uri.EscapeDataString(query)}{more}", AttuneJson.Wire.ItemListFoundPassage))!.Items;
}
