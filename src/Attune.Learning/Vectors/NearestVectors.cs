namespace Attune.Learning.Vectors;

/// <summary>
/// Finds the nearest vectors by comparing with every one: exact, and as quick as memory can be read. Vectors belong to keys, a
/// key has one or more. Safe to use from several threads; a search goes on with what was there when it began.
/// </summary>
/// <param name="dimensions">Numbers in each vector, from 1.</param>
public sealed class NearestVectors(int dimensions)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, float[]> _byKey = new(StringComparer.Ordinal);
    private KeyValuePair<string, float[]>[]? _snapshot;
    private long _count;

    /// <summary>Numbers in each vector.</summary>
    public int Dimensions { get; } = dimensions;

    /// <summary>Vectors of all keys.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Adds the vectors of a key, in place of those that it had. Only their directions are kept.</summary>
    /// <param name="key">What they belong to.</param>
    /// <param name="vectors">One behind the other. A vector of zeros is near nothing.</param>
    /// <exception cref="ArgumentException">That is no whole number of vectors, or a number is not finite.</exception>
    public void Add(string key, ReadOnlySpan<float> vectors)
    {
        if (vectors.Length % Dimensions != 0)
            throw new ArgumentException($"{vectors.Length} numbers are no whole vectors of {Dimensions}.", nameof(vectors));
        var rows = vectors.ToArray();
        for (var start = 0; start < rows.Length; start += Dimensions)
            Normalise(rows.AsSpan(start, Dimensions));
        lock (_gate)
        {
            RemoveLocked(key);
            _byKey.Add(key, rows);
            _count += rows.Length / Dimensions;
        }
    }

    /// <summary>Removes a key with its vectors; nothing happens when it is not there.</summary>
    public void Remove(string key)
    {
        lock (_gate)
            RemoveLocked(key);
    }

    /// <summary>Finds the nearest vectors.</summary>
    /// <param name="to">A vector of as many dimensions; its length does not matter.</param>
    /// <param name="limit">At most so many, from 1.</param>
    /// <param name="least">Those less similar are left out.</param>
    /// <returns>Nearest first; equal ones in the order of their keys and rows.</returns>
    /// <exception cref="ArgumentException">It has another number of dimensions, or a number is not finite.</exception>
    public IReadOnlyList<NearVector> Search(ReadOnlySpan<float> to, int limit, float least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (to.Length != Dimensions)
            throw new ArgumentException($"The vector has {to.Length} numbers, not {Dimensions}.", nameof(to));
        var direction = to.ToArray();
        Normalise(direction);
        var nearest = new PriorityQueue<NearVector, NearVector>(limit + 1, FarthestFirst.Instance);
        foreach (var (key, rows) in Snapshot())
        {
            for (var row = 0; row < rows.Length / Dimensions; row++)
            {
                var similarity = VectorMath.Dot(direction, rows.AsSpan(row * Dimensions, Dimensions));
                if (similarity < least)
                    continue;
                var near = new NearVector(key, row, similarity);
                if (nearest.Count < limit)
                    nearest.Enqueue(near, near);
                else if (similarity >= nearest.Peek().Similarity)
                    nearest.EnqueueDequeue(near, near);
            }
        }

        var found = new NearVector[nearest.Count];
        for (var i = found.Length - 1; i >= 0; i--)
            found[i] = nearest.Dequeue();
        return found;
    }

    private KeyValuePair<string, float[]>[] Snapshot()
    {
        lock (_gate)
            return _snapshot ??= [.. _byKey];
    }

    private void RemoveLocked(string key)
    {
        _snapshot = null;
        if (_byKey.Remove(key, out var rows))
            _count -= rows.Length / Dimensions;
    }

    private static void Normalise(Span<float> vector)
    {
        var length = MathF.Sqrt(VectorMath.Dot(vector, vector));
        if (!float.IsFinite(length))
            throw new ArgumentException("A vector holds a number that is not finite, or is too long.");
        if (length == 0)
            return;
        foreach (ref var number in vector)
            number /= length;
    }

    private sealed class FarthestFirst : IComparer<NearVector>
    {
        public static readonly FarthestFirst Instance = new();

        public int Compare(NearVector x, NearVector y)
        {
            if (x.Similarity != y.Similarity)
                return x.Similarity.CompareTo(y.Similarity);
            var byKey = string.CompareOrdinal(y.Key, x.Key);
            return byKey != 0 ? byKey : y.Row.CompareTo(x.Row);
        }
    }
}
