namespace Attune.Language.Search;

/// <summary>Keeps the best few of many hits.</summary>
internal sealed class BestHits(int limit)
{
    /// <summary>The worst of those kept comes out first: lowest score, and of equal scores the later passage.</summary>
    private readonly PriorityQueue<SearchHit, (float Score, int Earlier)> _kept = new();

    public void Offer(SearchHit hit)
    {
        if (_kept.Count < limit)
            _kept.Enqueue(hit, (hit.Score, -hit.Passage));
        else
            _kept.EnqueueDequeue(hit, (hit.Score, -hit.Passage));
    }

    public IReadOnlyList<SearchHit> ToList()
    {
        var hits = new SearchHit[_kept.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
            hits[i] = _kept.Dequeue();
        return hits;
    }
}
