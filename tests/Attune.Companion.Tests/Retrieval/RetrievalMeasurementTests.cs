using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Retrieval;
using Attune.Companion.Tests.Fakes;
using Attune.Inference;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Retrieval;

public sealed class RetrievalMeasurementTests : IDisposable
{
    private const string Data = """
        {"data":[{"paragraphs":[
            {"context":"玉山是台灣最高的山，海拔3952公尺。","qas":[{"question":"台灣最高的山是哪一座？"},{"question":"玉山海拔幾公尺？"}]},
            {"context":"日月潭位於南投縣，是台灣最大的湖。","qas":[{"question":"日月潭在哪一個縣？"},{"question":"unrelated"}]}
        ]}]}
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Rates_are_counted_and_a_question_that_finds_nothing_counts_as_a_miss()
    {
        File.WriteAllText(_folder.At("DRCD_dev.json"), Data);
        var report = RetrievalMeasurement.Run(_folder.Path, TimeProvider.System);
        Assert.Equal("DRCD_dev.json", report.DataName);
        Assert.Equal(4, report.Questions);
        Assert.Equal(2, report.Passages);
        Assert.Equal(0.75, report.Hit5);
        Assert.Equal(0.75, report.Mrr5);
        Assert.Equal(0.75, report.Hit1);
        Assert.InRange(report.Hit5Interval.Low, 0, 0.75);
        Assert.InRange(report.Hit5Interval.High, 0.75, 1);
    }

    [Fact]
    public void The_test_file_goes_before_the_dev_file_and_is_named_with_its_hash()
    {
        File.WriteAllText(_folder.At("DRCD_dev.json"), Data);
        File.WriteAllText(_folder.At("DRCD_test.json"), Data + " ");
        var report = RetrievalMeasurement.Run(_folder.Path, TimeProvider.System);
        Assert.Equal("DRCD_test.json", report.DataName);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data + " "))), report.DataSha256);
    }

    [Fact]
    public async Task With_vectors_both_rankings_are_joined_and_an_endpoint_that_fails_gives_no_figure()
    {
        File.WriteAllText(_folder.At("DRCD_dev.json"), Data);
        using var embeddings = new FakeEmbeddings { Synonyms = ["unrelated", "山"] };
        var report = await RetrievalMeasurement.RunAsync(
            _folder.Path, embeddings, 2, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((4, 2), (report.Questions, report.Passages));
        Assert.Equal(2, embeddings.Passages.Count);
        Assert.Equal(0.75, report.Hit5);
        embeddings.FailsWith = "model_unreachable";
        await Assert.ThrowsAsync<ModelUnavailableException>(() => RetrievalMeasurement.RunAsync(
            _folder.Path, embeddings, 2, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_folder_without_the_data_says_so() =>
        Assert.Throws<FileNotFoundException>(() => RetrievalMeasurement.Run(_folder.Path, TimeProvider.System));

    public void Dispose() => _folder.Dispose();
}
