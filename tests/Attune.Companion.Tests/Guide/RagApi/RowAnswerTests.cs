using Attune.Companion.Retrieval.Imports.Csv;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Guide.RagApi;

/// <summary>Who asks for one cell of a table hears it, in every tone.</summary>
public sealed class RowAnswerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("child_friendly")]
    [InlineData("elder_friendly")]
    [InlineData("professional_friendly")]
    [InlineData("casual_friendly")]
    public async Task A_question_about_a_row_is_answered_with_the_whole_row(string tone)
    {
        await using var museum = await Museum.OpenAsync(_folder);
        await museum.Product.ImportAsync("Objects",
            CsvText.Read("name,room,year\nBronze bell,3,1734\n\"Jade cup, small\",5,1820\n", 10_000).Value);
        await museum.Product.ImportAsync("展品", CsvText.Read("名稱,展間,年代\n銅鐘,3,1734\n玉杯,5,1820\n", 10_000).Value, "zh");
        var english = await museum.AskAsync(
            new { text_user_msg = "In which room is the bronze bell?", session_id = "s1", tone });
        Assert.Contains("room: 3", english.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Jade", english.Text, StringComparison.Ordinal);
        var chinese = await museum.AskAsync(new { text_user_msg = "銅鐘在哪個展間？", session_id = "s2", tone });
        Assert.Contains("展間: 3", chinese.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
