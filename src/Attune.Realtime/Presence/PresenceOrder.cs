namespace Attune.Realtime.Presence;

/// <summary>
/// Members in the order of their numbers. Adding is at the end; who leaves leaves a hole, and holes are closed when they are
/// the larger part, so leaving costs a search and no moving, over time.
/// </summary>
internal sealed class PresenceOrder
{
    private const int ToleratedHoles = 32;

    private readonly List<Place> _places = [];
    private int _holes;

    public void Add(PresenceMember member) => _places.Add(new Place(member.Number, member));

    public void Remove(PresenceMember member)
    {
        var index = IndexAfter(member.Number - 1);
        _places[index] = _places[index] with { Member = null };
        _holes++;
        if (_holes <= ToleratedHoles || _holes * 2 <= _places.Count)
            return;
        _places.RemoveAll(place => place.Member is null);
        _holes = 0;
    }

    /// <summary>The members with larger numbers.</summary>
    public IEnumerable<PresenceMember> After(long number)
    {
        for (var i = IndexAfter(number); i < _places.Count; i++)
        {
            if (_places[i].Member is { } member)
                yield return member;
        }
    }

    private int IndexAfter(long number)
    {
        var (from, to) = (0, _places.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_places[middle].Number <= number)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }

    private readonly record struct Place(long Number, PresenceMember? Member);
}
