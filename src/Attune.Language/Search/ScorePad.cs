namespace Attune.Language.Search;

/// <summary>
/// Scores of passages while a search runs, and which passages have one. All scores are zero between searches, so that a search
/// costs what it touches and not what there is.
/// </summary>
internal sealed class ScorePad
{
    private float[] _scores = [];
    private int[] _touched = [];

    /// <summary>Passages with a score.</summary>
    public int Count { get; private set; }

    /// <summary>Their numbers; the caller may drop some by <see cref="Keep"/>, in place.</summary>
    public Span<int> Touched => _touched.AsSpan(0, Count);

    /// <summary>Score by passage; 0 for those that nobody touched.</summary>
    public float[] Scores => _scores;

    /// <summary>Makes room for so many passages.</summary>
    public void Reserve(int passages)
    {
        if (_scores.Length >= passages)
            return;
        // An index grows by documents: a quarter more spares making it anew for each.
        var size = passages + (passages / 4);
        _scores = new float[size];
        _touched = new int[size];
    }

    public void Add(int passage, float score)
    {
        ref var sum = ref _scores[passage];
        if (sum == 0)
            _touched[Count++] = passage;
        sum += score;
    }

    /// <summary>Goes on with the first few of <see cref="Touched"/> alone; the caller has moved them there.</summary>
    public void Keep(int count) => Count = count;

    /// <summary>Sets the score of a passage that is no longer kept back to zero.</summary>
    public void Drop(int passage) => _scores[passage] = 0;

    /// <summary>Zeroes what is left.</summary>
    public void Clear()
    {
        foreach (var passage in Touched)
            _scores[passage] = 0;
        Count = 0;
    }
}
