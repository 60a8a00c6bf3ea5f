using Attune.Server.Verbs.Bench.Search;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Bench;

/// <summary>The speed of a large index, on a small one.</summary>
public sealed class SearchBenchTests : IDisposable
{
    private const string Data = """
        {"data":[{"paragraphs":[
            {"context":"玉山是台灣最高的山，海拔3952公尺。山頂有很好的風景。","qas":[{"question":"台灣最高的山是哪一座？"}]},
            {"context":"日月潭位於南投縣，是台灣最大的湖。湖邊有很多步道。","qas":[{"question":"日月潭在哪一個縣？"}]}
        ]}]}
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void The_quick_search_is_compared_with_reading_every_posting_on_passages_that_a_seed_makes()
    {
        File.WriteAllText(_folder.At("DRCD_dev.json"), Data);
        var plan = new SearchPlan { Folder = _folder.Path, Chunks = 250, Questions = 100, Dimensions = 8 };
        var first = new SearchBench(plan, TimeProvider.System).Run();
        var again = new SearchBench(plan, TimeProvider.System).Run();
        var other = new SearchBench(plan with { Seed = 2 }, TimeProvider.System).Run();
        Assert.Equal(1, first.Metrics.Single(metric => metric.Name == "exact").Value);
        Assert.Equal(("synthetic", 250), (first.Data.Name, first.Data.Count));
        Assert.Equal(first.Data.Sha256, again.Data.Sha256);
        Assert.NotEqual(first.Data.Sha256, other.Data.Sha256);
        Assert.Contains("synthetic", first.Table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data x --chunks 500 --questions 200 --dimensions 0 --seed 3", true)]
    [InlineData("--data x", true)]
    [InlineData("", false)]
    [InlineData("--chunks 500", false)]
    [InlineData("--data x --chunks 5", false)]
    [InlineData("--data x --chunks", false)]
    [InlineData("--data x --colour red", false)]
    public void Arguments_are_understood_or_refused(string line, bool understood) => Assert.Equal(
        understood, SearchPlan.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is not null);

    public void Dispose() => _folder.Dispose();
}
