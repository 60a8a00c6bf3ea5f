using System.Diagnostics;
using System.Text.Json;
using Attune.Learning.Affect;
using Attune.Learning.Emotions;
using Attune.Learning.Linear;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Learning.Tests.Emotions;

/// <summary>The program's verbs for the emotion model, run as a user runs them.</summary>
public sealed class EmotionVerbsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Bench_reads_the_test_split_first_and_ends_with_one_line_of_JSON()
    {
        using var folder = WithCorpus("dev.tsv", "test.tsv");
        var (exitCode, output, error) = await RunAsync("bench", "emotion", "--data", folder.Path, "--json");
        Assert.True(exitCode == 0, error);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("test.tsv", json.RootElement.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(SmallCorpus.Read().Sha256, json.RootElement.GetProperty("data").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Train_writes_weights_that_can_be_used()
    {
        using var folder = WithCorpus("train.tsv");
        var weights = folder.At("new.weights");
        var (exitCode, _, error) = await RunAsync("train", "emotion", "--data", folder.Path, "--out", weights);
        Assert.True(exitCode == 0, error);
        var network = EmotionNetworkFile.Read(File.ReadAllBytes(folder.At("new.safetensors")));
        var classifier = new EmotionClassifier(ModelFile.Read(File.ReadAllBytes(weights)), network);
        Assert.Equal(SmallCorpus.Read().Sha256, classifier.Origin.DataSha256);
    }

    [Fact]
    public async Task Training_again_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        using var folder = WithCorpus("train.tsv");
        foreach (var threads in (string[])["1", "2"])
        {
            var (exitCode, _, error) = await RunAsync(
                "train", "emotion", "--data", folder.Path, "--out", folder.At($"with{threads}.weights"), "--threads", threads);
            Assert.True(exitCode == 0, error);
        }

        foreach (var ending in (string[])["weights", "safetensors"])
        {
            var first = File.ReadAllBytes(folder.At($"with1.{ending}"));
            Assert.NotEmpty(first);
            Assert.Equal(first, File.ReadAllBytes(folder.At($"with2.{ending}")));
        }
    }

    [Fact]
    public async Task Bench_of_training_tells_its_seconds_and_that_other_texts_give_other_bytes()
    {
        using var folder = WithCorpus("train.tsv");
        var (exitCode, output, error) = await RunAsync("bench", "training", "--data", folder.Path, "--threads", "2", "--json");
        Assert.True(exitCode == 0, error);
        Assert.Contains("OTHERS than those that ship", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        var metrics = json.RootElement.GetProperty("metrics");
        Assert.True(metrics.GetProperty("trainingSeconds").GetDouble() > 0);
        Assert.Equal((2, 0), (metrics.GetProperty("threads").GetInt32(), metrics.GetProperty("sameAsShipped").GetInt32()));
    }

    [Fact]
    public async Task Bench_of_Chinese_reads_the_gold_set_that_ships_and_names_it_our_own()
    {
        var (exitCode, output, error) = await RunAsync("bench", "emotion-zh", "--json");
        Assert.True(exitCode == 0, error);
        Assert.Contains("own gold set", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(256, json.RootElement.GetProperty("data").GetProperty("n").GetInt32());
        Assert.True(json.RootElement.GetProperty("metrics").GetProperty("macroF1_ekman").GetDouble() > 0.7);
    }

    [Fact]
    public async Task Vad_is_trained_and_measured_on_the_splits_of_EmoBank()
    {
        using var folder = new TempFolder();
        var rows = Enumerable.Range(0, 40).Select(i =>
            $"{i},{(i < 30 ? "train" : "dev")},{(i % 2 == 0 ? "4.2,3.1,3,a lovely" : "1.8,3.6,3,an awful")} thing");
        File.WriteAllLines(folder.At("bank.csv"), ["id,split,V,A,D,text", .. rows]);
        var weights = folder.At("new.safetensors");
        var (exitCode, _, error) = await RunAsync("train", "vad", "--data", folder.Path, "--out", weights);
        Assert.True(exitCode == 0, error);
        Assert.Equal(30, AffectModelFile.Read(File.ReadAllBytes(weights)).Origin.Examples);
        var again = folder.At("again.safetensors");
        Assert.Equal(0, (await RunAsync("train", "vad", "--data", folder.Path, "--out", again)).ExitCode);
        Assert.Equal(File.ReadAllBytes(weights), File.ReadAllBytes(again));
        var (benched, output, problem) = await RunAsync("bench", "vad", "--data", folder.Path, "--json");
        Assert.True(benched == 0, problem);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(10, json.RootElement.GetProperty("data").GetProperty("n").GetInt32());
        Assert.True(json.RootElement.GetProperty("metrics").GetProperty("rV").GetDouble() > 0.5);
    }

    [Theory]
    [InlineData(1, "bench", "emotion", "--data", "no-such-folder")]
    [InlineData(1, "train", "emotion", "--data", "no-such-folder")]
    [InlineData(1, "train", "vad", "--data", "no-such-folder")]
    [InlineData(1, "bench", "vad", "--data", "no-such-folder")]
    [InlineData(1, "bench", "training", "--data", "no-such-folder")]
    [InlineData(2, "bench", "training", "--data", ".", "--out", "elsewhere.weights")]
    [InlineData(1, "bench", "emotion-zh", "--data", "no-such-folder")]
    [InlineData(2, "train", "vad", "--data")]
    [InlineData(2, "train", "emotion", "--data", ".", "--threads", "0")]
    [InlineData(2, "bench")]
    [InlineData(2, "bench", "dreams", "--data", ".")]
    [InlineData(2, "train", "emotion")]
    public async Task What_cannot_be_done_is_said(int expected, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);
        Assert.Equal((expected, ""), (exitCode, output));
        Assert.Contains(expected == 1 ? "no-such-folder" : "--data DIR", error, StringComparison.Ordinal);
    }

    private static TempFolder WithCorpus(params string[] files)
    {
        var folder = new TempFolder();
        File.WriteAllText(folder.At("labels.txt"), SmallCorpus.LabelLines);
        foreach (var file in files)
            File.WriteAllText(folder.At(file), SmallCorpus.Tsv);
        return folder;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        using var program = Process.Start(new ProcessStartInfo(ProgramUnderTest.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = program.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = program.StandardError.ReadToEndAsync(deadline.Token);
        await program.WaitForExitAsync(deadline.Token);
        return (program.ExitCode, await output, await error);
    }
}
