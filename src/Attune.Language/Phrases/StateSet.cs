using System.Buffers;

namespace Attune.Language.Phrases;

/// <summary>
/// The states that a reading is in, in the order in which they were entered; each at most once, with where its match began.
/// Neither making nor emptying it costs anything, because what its memory held before does no harm (P. Briggs and L. Torczon,
/// "An efficient representation for sparse sets", 1993).
/// </summary>
internal sealed class StateSet(int states) : IDisposable
{
    private readonly int[] _places = ArrayPool<int>.Shared.Rent(states);
    private readonly List<(int State, int Start)> _entered = [];

    public int Count => _entered.Count;

    public (int State, int Start) this[int index] => _entered[index];

    /// <returns>False when it is in the set already; its start stays.</returns>
    public bool Add(int state, int start)
    {
        var place = _places[state];
        if ((uint)place < (uint)_entered.Count && _entered[place].State == state)
            return false;
        _places[state] = _entered.Count;
        _entered.Add((state, start));
        return true;
    }

    public void Clear() => _entered.Clear();

    public void Dispose() => ArrayPool<int>.Shared.Return(_places);
}
