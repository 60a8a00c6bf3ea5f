using System.Globalization;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;
using Attune.Learning.Statistics;
using Attune.Learning.Vectors;
using Attune.Server.Verbs.Bench.Conversations;
using Attune.Server.Verbs.Bench.Guide;
using Attune.Server.Verbs.Processes;

namespace Attune.Server.Verbs.Bench.Search;

/// <summary>How quickly a large index answers, how long it takes to load and what memory it takes.</summary>
internal sealed class SearchBench(SearchPlan plan, TimeProvider clock)
{
    private const int Limit = 20;
    private const int WarmUps = 200;
    private const int Compared = 300;
    private const int VectorRows = 100;
    private const double MostMilliseconds = 10;
    private const double Megabyte = 1_048_576;

    private readonly GuideGates _gates = new();

    /// <exception cref="IOException">The data is not there, or the disk refuses.</exception>
    public BenchReport Run()
    {
        var chunks = SyntheticChunks.Of(DataSetFolder.Of(plan.Folder, DataSetFolder.Drcd, "DRCD_*.json"));
        using var folder = new TemporaryFolder("search");
        using var file = IndexFile.Open(Path.Combine(folder.Path, "documents.index"));
        var sha256 = chunks.Write(file, plan.Chunks, plan.Seed);
        var index = Load(file);
        var questions = chunks.Questions(plan.Questions, plan.Seed);
        Ask(index, questions);
        Compare(index, questions);
        var phrases = Time(chunks.Phrases(plan.Questions, plan.Seed), query => index.Search(query, Limit));
        NoteTimes("phrase", phrases);
        var terms = index.Terms;
        index = null;
        var dense = plan.Dimensions == 0 ? "not measured" : AskVectors();
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      synthetic: {plan.Chunks} passages of random sentences of DRCD dev, seed {plan.Seed}
                      {chunks.Sentences} sentences, sha256 of the texts {sha256}
            n         {plan.Questions} questions of DRCD dev, best {Limit}; {terms} different terms
            index     {Metric("fileMb"):0} MB on disk, {Metric("memoryMb"):0} MB in memory
                      loaded in {Metric("loadMs"):0} ms, {Metric("loadCpuMs"):0} of them processor time
            question  {Times("question")}, p99 {Metric("p99Ms"):0.00}, longest {Metric("longestMs"):0.00}
                      {Metric("questionCpuMs"):0.00} ms of processor time on average, which a busy machine leaves as it is
            reading every posting: {Times("exhaustive")}
            phrase    {Times("phrase")}
            vectors   {dense}
            {_gates.Lines}
            """);
        return new BenchReport("search", new BenchData("synthetic", sha256, plan.Chunks), table.TrimEnd(), _gates.Metrics)
        {
            Holds = _gates.Hold,
        };
    }

    private Bm25Index Load(IndexFile file)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (started, used) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var index = SyntheticChunks.Load(file, plan.Chunks);
        var milliseconds = clock.GetElapsedTime(started).TotalMilliseconds;
        Note("fileMb", file.Length / Megabyte);
        Note("loadMs", milliseconds);
        Note("loadCpuMs", (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        Note("memoryMb", (GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte);
        return index;
    }

    private void Ask(Bm25Index index, IReadOnlyList<string> questions)
    {
        foreach (var question in questions.Take(WarmUps))
            index.Search(question, Limit);
        var used = Environment.CpuUsage.TotalTime;
        var times = Time(questions, question => index.Search(question, Limit));
        Note("questionCpuMs", (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / questions.Count);
        Note("questionP50Ms", Percentile.Of(times, 50).Value);
        var (p95, interval) = Percentile.Of(times, 95);
        _gates.AtMost("p95 of a question, ms", new BenchMetric("questionP95Ms", p95, interval), MostMilliseconds);
        Note("p99Ms", Percentile.Of(times, 99).Value);
        Note("longestMs", times[^1]);
    }

    private void Compare(Bm25Index index, IReadOnlyList<string> questions)
    {
        var some = questions.Take(Compared).ToList();
        var exhaustive = Time(some, question => index.SearchExhaustively(question, Limit));
        NoteTimes("exhaustive", exhaustive);
        var same = some.Count(question =>
            index.Search(question, Limit).SequenceEqual(index.SearchExhaustively(question, Limit)));
        _gates.AtLeast("share equal to reading every posting", new BenchMetric("exact", (double)same / some.Count), 1);
    }

    private string AskVectors()
    {
        var random = new SplitMix64((ulong)plan.Seed);
        var table = new NearestVectors(plan.Dimensions);
        for (var first = 0; first < plan.Chunks; first += VectorRows)
        {
            var rows = Math.Min(VectorRows, plan.Chunks - first);
            table.Add(first.ToString(CultureInfo.InvariantCulture), RandomVectors(random, rows));
        }

        var questions = Enumerable.Range(0, Math.Min(plan.Questions, Compared)).Select(_ => RandomVectors(random, 1)).ToList();
        table.Search(questions[0], Limit, least: 0);
        NoteTimes("vector", Time(questions, question => table.Search(question, Limit, least: 0)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{plan.Chunks} random ones of {plan.Dimensions} dimensions, all compared: {Times("vector")}");
    }

    private float[] RandomVectors(SplitMix64 random, int rows)
    {
        var vectors = new float[rows * plan.Dimensions];
        foreach (ref var number in vectors.AsSpan())
            number = random.NextFraction() - 0.5f;
        return vectors;
    }

    /// <summary>Times in rising order, in milliseconds.</summary>
    private double[] Time<T>(IReadOnlyList<T> questions, Action<T> ask)
    {
        var times = new double[questions.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var started = clock.GetTimestamp();
            ask(questions[i]);
            times[i] = clock.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private void NoteTimes(string name, double[] times)
    {
        Note($"{name}P50Ms", Percentile.Of(times, 50).Value);
        Note($"{name}P95Ms", Percentile.Of(times, 95).Value);
    }

    private string Times(string name) => string.Create(CultureInfo.InvariantCulture,
        $"p50 {Metric(name + "P50Ms"):0.00} ms, p95 {Metric(name + "P95Ms"):0.00}");

    private void Note(string name, double value) => _gates.Note(new BenchMetric(name, value));

    private double Metric(string name) => _gates.Metrics.First(metric => metric.Name == name).Value;
}
