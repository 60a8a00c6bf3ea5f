namespace RealtimeLoad.Load;

/// <summary>Shows, before anything is measured, that the checker sees the faults it is there for.</summary>
internal static class CheckerProof
{
    public static void Run()
    {
        Expect([1, 2, 3, 4], new Faults(0, 0, 0));
        Expect([1, 2, 4], new Faults(1, 0, 0));
        Expect([1, 2, 3], new Faults(1, 0, 0));
        Expect([2, 3, 4], new Faults(1, 0, 0));
        Expect([1, 2, 2, 3, 4], new Faults(0, 1, 0));
        Expect([1, 3, 2, 4], new Faults(0, 0, 1));
        Expect([1, 3, 2, 2, 4], new Faults(0, 1, 1));
        Expect([], new Faults(4, 0, 0));
    }

    private static void Expect(int[] received, Faults expected)
    {
        var arrivals = new Arrivals();
        foreach (var seq in received)
            arrivals.Note(seq);
        var found = new Faults(arrivals.LostOf(4), arrivals.Duplicated, arrivals.Reordered);
        if (found != expected)
            throw new InvalidOperationException($"The checker found {found} in [{string.Join(' ', received)}], not {expected}.");
    }
}
