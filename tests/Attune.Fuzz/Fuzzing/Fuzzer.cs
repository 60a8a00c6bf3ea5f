namespace Attune.Fuzz.Fuzzing;

/// <summary>
/// Feeds a target: first what was kept, then inputs of its grammar and changes of inputs that led to something new. A broken
/// promise is made small before it is reported. The same seed feeds the same inputs.
/// </summary>
internal sealed class Fuzzer(IFuzzTarget target, Corpus corpus, int seed)
{
    private const int LargestPool = 512;
    private const int MostShrinkingRuns = 2000;

    /// <summary>An input that takes this long counts as one that never ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Chance _chance = new(seed);
    private readonly HashSet<string> _behaviours = new(StringComparer.Ordinal);
    private readonly List<byte[]> _pool = [];
    private long _inputs;

    /// <summary>Feeds the kept inputs only.</summary>
    /// <exception cref="FuzzFinding">One of them broke a promise.</exception>
    public async Task<FuzzReport> ReplayAsync()
    {
        foreach (var (_, bytes) in corpus.Files)
            await FeedAsync(bytes, isNew: false);
        return Report();
    }

    /// <summary>Feeds the kept inputs and so many new ones.</summary>
    /// <exception cref="FuzzFinding">One of them broke a promise.</exception>
    public async Task<FuzzReport> RunAsync(long rounds)
    {
        await ReplayAsync();
        while (rounds-- > 0)
            await FeedAsync(Next(), isNew: true);
        return Report();
    }

    /// <summary>Feeds the kept inputs and new ones for so long.</summary>
    /// <exception cref="FuzzFinding">One of them broke a promise.</exception>
    public async Task<FuzzReport> RunAsync(TimeSpan time)
    {
        await ReplayAsync();
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < time)
            await FeedAsync(Next(), isNew: true);
        return Report();
    }

    private FuzzReport Report() => new(target.Name, seed, _inputs, _behaviours.Count, corpus.Added);

    private byte[] Next() => _pool.Count == 0 || _chance.OneIn(3)
        ? target.Generate(_chance)
        : target.Change(_chance, _pool[_chance.Below(_pool.Count)], _pool[_chance.Below(_pool.Count)]);

    private async Task FeedAsync(byte[] input, bool isNew)
    {
        _inputs++;
        string behaviour;
        try
        {
            behaviour = await RunAsync(input);
        }
        catch (Exception reason)
        {
            var (smallest, why) = reason is TimeoutException ? (input, reason) : await ShrinkAsync(input, reason);
            corpus.Keep(smallest, "found-");
            throw new FuzzFinding(target.Name, seed, _inputs, smallest, why);
        }

        var isInteresting = _behaviours.Add(behaviour);
        if (isInteresting && isNew)
            corpus.Keep(input);
        if (!isInteresting && isNew)
            return;
        if (_pool.Count == LargestPool)
            _pool[_chance.Below(LargestPool)] = input;
        else
            _pool.Add(input);
    }

    private async Task<string> RunAsync(byte[] input) =>
        await Task.Run(() => target.RunAsync(input).AsTask()).WaitAsync(Patience);

    /// <summary>Takes away halves, quarters … single bytes for as long as the promise stays broken.</summary>
    private async Task<(byte[] Input, Exception Reason)> ShrinkAsync(byte[] input, Exception reason)
    {
        var runs = 0;
        for (var piece = Math.Max(1, input.Length / 2); runs < MostShrinkingRuns; piece = Math.Max(1, piece / 2))
        {
            var hasShrunk = false;
            for (var at = 0; at < input.Length && runs < MostShrinkingRuns; runs++)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + piece))];
                if (await FailsAsync(smaller, reason) is { } still)
                    (input, reason, hasShrunk) = (smaller, still, true);
                else
                    at += piece;
            }

            if (piece == 1 && !hasShrunk)
                break;
        }

        return (input, reason);
    }

    private async Task<Exception?> FailsAsync(byte[] input, Exception like)
    {
        try
        {
            await RunAsync(input);
            return null;
        }
        catch (Exception reason)
        {
            // Another fault is another finding.
            return reason.GetType() == like.GetType() ? reason : null;
        }
    }
}
