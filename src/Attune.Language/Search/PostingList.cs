namespace Attune.Language.Search;

/// <summary>
/// The passages that hold one term, in ascending order, four bytes each: the passage's number in the upper 24 bits, how
/// often the term stands in it in the lower 8 (more than 255 counts as 255, where BM25 is flat anyway).
/// </summary>
internal struct PostingList
{
    public const int MaxPassages = 1 << 24;

    private const int CountBits = 8;
    private const uint CountMask = (1u << CountBits) - 1;

    private uint[]? _postings;
    private int _length;

    /// <summary>Living passages that hold the term.</summary>
    public int Living { get; private set; }

    /// <summary>The largest count of all postings that were ever here: no passage gets a higher score than by it.</summary>
    public int MaxCount { get; private set; }

    public readonly ReadOnlySpan<uint> Postings => _postings.AsSpan(0, _length);

    public void Add(int passage, int count)
    {
        _postings ??= new uint[1];
        if (_length == _postings.Length)
            Array.Resize(ref _postings, _length * 2);
        var kept = Math.Min((uint)count, CountMask);
        _postings[_length++] = ((uint)passage << CountBits) | kept;
        MaxCount = Math.Max(MaxCount, (int)kept);
        Living++;
    }

    /// <summary>Notes that a passage with this term was removed; the posting stays until <see cref="Sweep"/>.</summary>
    public void Forget() => Living--;

    /// <summary>Drops the postings of dead passages.</summary>
    public void Sweep(List<bool> isLiving)
    {
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            if (isLiving[PassageOf(_postings![i])])
                _postings[kept++] = _postings[i];
        }

        Array.Resize(ref _postings, Math.Max(kept, 1));
        _length = kept;
    }

    /// <summary>Gives back the room that was reserved for further postings.</summary>
    public void TrimExcess()
    {
        if (_postings is not null && _length < _postings.Length)
            Array.Resize(ref _postings, Math.Max(_length, 1));
    }

    /// <summary>
    /// The first posting of a passage or of a later one, by steps that double and then halve: quick when it is near the start.
    /// </summary>
    /// <returns>The length of the list when there is none.</returns>
    public static int FirstFrom(ReadOnlySpan<uint> postings, int passage)
    {
        var least = (uint)passage << CountBits;
        var high = 0;
        for (var step = 1; high < postings.Length && postings[high] < least; step *= 2)
            high += step;
        // What is wanted lies at high or before, and after the last position that was seen to be too early.
        var low = high / 2;
        high = Math.Min(high, postings.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (postings[middle] < least)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public static int PassageOf(uint posting) => (int)(posting >> CountBits);

    public static int CountOf(uint posting) => (int)(posting & CountMask);
}
