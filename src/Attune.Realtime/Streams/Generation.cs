namespace Attune.Realtime.Streams;

/// <summary>
/// One incarnation of a domain's log. Its number comes from the clock at its birth, so a log that was wiped and begun anew
/// can never be mistaken for the old one.
/// </summary>
/// <param name="Number">Grows with every generation.</param>
/// <param name="StartSeq">The first seq that belongs to it.</param>
internal readonly record struct Generation(long Number, long StartSeq)
{
    /// <summary>Its name on the wire.</summary>
    public string Id { get; } = $"g{Number}";
}
