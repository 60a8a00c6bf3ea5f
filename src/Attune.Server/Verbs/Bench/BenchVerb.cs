using System.Runtime.InteropServices;
using System.Text.Json;
using Attune.Foundation.Modules;
using Attune.Inference;
using Attune.Server.Verbs.Bench.Conversations;
using Attune.Server.Verbs.Bench.Crisis;
using Attune.Server.Verbs.Bench.Dates;
using Attune.Server.Verbs.Bench.Guide;
using Attune.Server.Verbs.Bench.Ingest;
using Attune.Server.Verbs.Bench.Search;
using Attune.Server.Verbs.Bench.Tones;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Train;

namespace Attune.Server.Verbs.Bench;

/// <summary>Measures a figure of the product, on public data that anyone can fetch or under a load of its own making.</summary>
internal sealed class BenchVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;
    private const string Usage =
        "attune bench emotion|retrieval|vad --data DIR [--json]\n"
        + "attune bench training --data DIR [--threads N] [--json]\n"
        + "attune bench retrieval --data DIR --embeddings URL --model NAME [--json]\n"
        + "attune bench emotion-zh [--data FILE] [--json]\n"
        + "attune bench search " + SearchPlan.Arguments + " [--json]\n"
        + "attune bench tone [--data DIR] [--json]\n"
        + "attune bench crisis|dates [--json]\n"
        + "attune bench conversations " + ConversationsPlan.Arguments + " [--json]\n"
        + "attune bench guide " + GuidePlan.Arguments + " [--json]\n"
        + "attune bench ingest " + IngestPlan.Arguments + " [--json]\n"
        + "  emotion          DIR holds labels.txt and test.tsv, or else dev.tsv, of GoEmotions (CC BY 4.0)\n"
        + "  emotion-zh       the rules for Traditional Chinese, on our own sentences or on those of FILE\n"
        + "  vad              DIR holds a CSV file of EmoBank (CC BY-SA 4.0); its split test, or else dev, is read\n"
        + "  training         DIR holds labels.txt and train.tsv of GoEmotions: makes the weights that ship, and compares them\n"
        + "  retrieval        DIR holds DRCD_test.json, or else DRCD_dev.json, of DRCD (CC BY-SA 3.0);\n"
        + "                   with --embeddings also by the vectors of an OpenAI-compatible endpoint\n"
        + "  search           speed of a large index; DIR holds DRCD_dev.json; fails when a gate is missed\n"
        + SearchPlan.Usage
        + "  tone             DIR holds descriptions.tsv and answers.tsv; without it those that the program carries\n"
        + "  crisis, dates    the project's own sentences, which are part of the program\n"
        + "  conversations    a server of its own with so many conversations at once; fails when anything is lost, doubled or\n"
        + "                   out of order\n"
        + ConversationsPlan.Usage
        + "  guide            a server of its own with a describer that is slow; fails when a gate is missed\n"
        + GuidePlan.Usage
        + "  ingest           a server of its own that takes synthetic documents; fails when one is missing\n"
        + IngestPlan.Usage
        + "  --json           one JSON object as the last line";

    public string Name => "bench";

    public string Summary =>
        "measure: emotion, vad, training, retrieval or search --data DIR, emotion-zh, tone, crisis, dates, conversations, "
        + "guide, ingest [--json]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (Choose([.. arguments.Where(argument => argument != "--json")]) is not { } bench)
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        using var interruption = new Interruption(cancellation);
        try
        {
            var report = await bench(interruption.Token);
            await Console.Out.WriteLineAsync(report.Table);
            if (arguments.Contains("--json"))
            {
                var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs";
                var commit = await SourceCommit.ReadAsync(interruption.Token);
                await Console.Out.WriteLineAsync(BenchReportJson.Write(report, commit, machine));
            }

            return report.Holds ? 0 : Failed;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; nothing was measured.");
            return Interrupted;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException
            or JsonException or HttpRequestException or ServerFailedException or ModelUnavailableException)
        {
            await Console.Error.WriteLineAsync($"Nothing was measured. {error.Message}");
            return Failed;
        }
    }

    /// <returns>Null when the arguments are not understood.</returns>
    private static Func<CancellationToken, Task<BenchReport>>? Choose(string[] arguments) => arguments switch
    {
        ["emotion", "--data", var folder] => _ => Task.FromResult(EmotionBench.Run(folder)),
        ["vad", "--data", var folder] => _ => Task.FromResult(AffectBench.Run(folder)),
        ["training", .. var rest] when TrainPlan.Read(["emotion", .. rest]) is { Output: null } plan =>
            stop => Task.Run(() => TrainingBench.Run(plan.Folder, plan.Threads, TimeProvider.System, stop), stop),
        ["emotion-zh"] => _ => Task.FromResult(ChineseEmotionBench.Run(file: null)),
        ["emotion-zh", "--data", var file] => _ => Task.FromResult(ChineseEmotionBench.Run(file)),
        ["retrieval", "--data", var folder] => _ => Task.FromResult(RetrievalBench.Run(folder)),
        ["search", .. var rest] when SearchPlan.Read(rest) is { } plan =>
            _ => Task.FromResult(new SearchBench(plan, TimeProvider.System).Run()),
        ["retrieval", "--data", var folder, "--embeddings", var address, "--model", var model] =>
            stop => RetrievalBench.RunAsync(folder, address, model, stop),
        ["tone"] => _ => Task.FromResult(ToneBench.Run(null, TimeProvider.System)),
        ["tone", "--data", var folder] => _ => Task.FromResult(ToneBench.Run(folder, TimeProvider.System)),
        ["crisis"] => _ => Task.FromResult(CrisisBench.Run()),
        ["dates"] => _ => Task.FromResult(DateBench.Run()),
        ["conversations", .. var rest] when ConversationsPlan.Read(rest) is { } plan =>
            stop => ConversationsBench.RunAsync(plan, ServerProgram.Current(), TimeProvider.System, stop),
        ["guide", .. var rest] when GuidePlan.Read(rest) is { } plan =>
            stop => GuideBench.RunAsync(plan, ServerProgram.Current(), TimeProvider.System, stop),
        ["ingest", .. var rest] when IngestPlan.Read(rest) is { } plan =>
            stop => IngestBench.RunAsync(plan, ServerProgram.Current(), TimeProvider.System, stop),
        _ => null,
    };
}
