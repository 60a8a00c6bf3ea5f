using System.Globalization;
using System.Security.Cryptography;
using Attune.Server.Verbs.Processes;

namespace Attune.Server.Verbs.Bench.Ingest;

/// <summary>
/// How fast documents come in over HTTP, from the first byte sent until all can be searched and are on disk; and whether all of
/// them are there, also after a kill -9. Each round has a server and a data folder of its own.
/// </summary>
internal static class IngestBench
{
    private const int MegabyteBytes = 1_048_576;
    private const int FilesOfForm = 50;
    private const int SingleDocuments = 20;
    private const int Tables = 2;
    private const int TableKilobytes = 1_024;
    private const int CheckEvery = 8;

    /// <summary>What the product promises: megabytes per second.</summary>
    private const double Target = 1;

    /// <exception cref="ServerFailedException">A server did not start.</exception>
    /// <exception cref="HttpRequestException">It does not do what it should.</exception>
    public static async Task<BenchReport> RunAsync(
        IngestPlan plan, ServerProgram program, TimeProvider clock, CancellationToken cancellation)
    {
        var library = new SyntheticLibrary(plan.Seed);
        var count = Math.Max(1, plan.Megabytes * MegabyteBytes / (plan.Kilobytes * 1_024));
        var files = Enumerable.Range(0, count)
            .Select(i => (Name: Name(i), Bytes: IngestClient.Bytes(library.Document(i, plan.Kilobytes)))).ToList();
        var rounds = new List<IngestRound>();
        for (var round = 0; round < plan.Rounds; round++)
            rounds.Add(await RoundAsync(plan, library, files, program, clock, cancellation));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        files.ForEach(file => hash.AppendData(file.Bytes));
        var data = new BenchData($"synthetic, seed {plan.Seed}", Convert.ToHexStringLower(hash.GetHashAndReset()), count);
        return Report(plan, data, files.Sum(file => (long)file.Bytes.Length), rounds);
    }

    private static async Task<IngestRound> RoundAsync(
        IngestPlan plan, SyntheticLibrary library, List<(string Name, byte[] Bytes)> files, ServerProgram program,
        TimeProvider clock, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("bench");
        await using var server = await ServerProcess.StartAsync(program, folder.Path, clock, cancellation,
            ["--Knowledge:MaxDocuments=100000", "--Knowledge:MaxTotalBytes=1000000000"]);
        using var client = new IngestClient(server.Address);
        // Loads the index, and lets the run-time compile what is measured.
        await client.NamesAsync(cancellation);
        var singles = Enumerable.Range(files.Count, SingleDocuments)
            .Select(i => (Name: Name(i), Text: library.Document(i, plan.Kilobytes))).ToList();
        var tables = Enumerable.Range(files.Count + SingleDocuments, Tables).Select(i => (
            Name: Path.ChangeExtension(Name(i), ".csv"), Bytes: IngestClient.Bytes(library.Table(i, TableKilobytes)))).ToList();
        var single = await RateAsync(clock, singles.Sum(file => IngestClient.Bytes(file.Text).Length), async () =>
        {
            foreach (var (name, text) in singles)
                await client.AddAsync(Path.GetFileNameWithoutExtension(name), text, cancellation);
        });
        var many = await RateAsync(clock, files.Sum(file => (long)file.Bytes.Length), async () =>
        {
            foreach (var form in files.Chunk(FilesOfForm))
                await client.ImportAsync(form, cancellation);
        });
        var table = await RateAsync(
            clock, tables.Sum(file => (long)file.Bytes.Length), () => client.ImportAsync(tables, cancellation));
        var all = files.Count + singles.Count + tables.Count;
        var missing = await MissingAsync(client, all, cancellation);
        await server.KillAsync();
        var started = clock.GetTimestamp();
        await server.StartAsync(cancellation);
        await client.IsFoundAsync(SyntheticLibrary.FirstMark(0), "", cancellation);
        var restart = clock.GetElapsedTime(started).TotalMilliseconds;
        missing += await MissingAsync(client, all, cancellation);
        return new IngestRound(many, single, table, restart, missing);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"document {number}.md");

    private static async Task<double> RateAsync(TimeProvider clock, long bytes, Func<Task> work)
    {
        var started = clock.GetTimestamp();
        await work();
        return bytes / (double)MegabyteBytes / clock.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> MissingAsync(IngestClient client, int count, CancellationToken cancellation)
    {
        var names = (await client.NamesAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var missing = Math.Abs(count - names.Count);
        for (var i = 0; i < count; i += i + CheckEvery < count ? CheckEvery : 1)
        {
            var name = Path.GetFileNameWithoutExtension(Name(i));
            if (!await client.IsFoundAsync(SyntheticLibrary.FirstMark(i), name, cancellation)
                || !await client.IsFoundAsync(SyntheticLibrary.LastMark(i), name, cancellation))
                missing++;
        }

        return missing;
    }

    private static BenchReport Report(IngestPlan plan, BenchData data, long bytes, List<IngestRound> rounds)
    {
        var missing = rounds.Sum(round => round.Missing);
        BenchMetric[] metrics =
        [
            Median("mbPerSecond", rounds, round => round.Files),
            Median("singleMbPerSecond", rounds, round => round.Single),
            Median("tableMbPerSecond", rounds, round => round.Tables),
            Median("restartMs", rounds, round => round.RestartMs),
            new BenchMetric("missing", missing),
        ];
        var verdict = metrics[0].Value >= Target ? "reached" : "MISSED";
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {data.Name}  sha256 {data.Sha256}
            n         {data.Count} files, {bytes / (double)MegabyteBytes:F1} MB (1 MB = 1,048,576 bytes), {rounds.Count} rounds
            files     {metrics[0].Value:F2} MB/s [{rounds.Min(round => round.Files):F2}, {rounds.Max(round => round.Files):F2}]
                      {FilesOfForm} in a form; target {Target:F0} MB/s: {verdict}
            single    {metrics[1].Value:F2} MB/s, one document of {plan.Kilobytes} KB after the other
            tables    {metrics[2].Value:F2} MB/s of CSV, a passage for each row
            restart   {metrics[3].Value:F0} ms after kill -9 until documents can be searched
            missing   {missing} documents or words, looked for before and after the kill
            """);
        return new BenchReport("ingest", data, table, metrics) { Holds = missing == 0 };
    }

    /// <summary>The median of the rounds; few as they are, their interval is from the lowest to the highest.</summary>
    private static BenchMetric Median(string name, List<IngestRound> rounds, Func<IngestRound, double> of)
    {
        var values = rounds.Select(of).Order().ToList();
        var middle = values.Count / 2;
        var median = values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new BenchMetric(name, median, new(values[0], values[^1]));
    }
}
