namespace Attune.Companion.Guide.Visits;

/// <summary>One question and its answer before it was said in a tone.</summary>
internal sealed record SittingTurn(string Question, string Answer);

/// <summary>What was said in a sitting. Guarded by <see cref="Sittings"/>.</summary>
internal sealed class Sitting
{
    /// <summary>The newest turns, oldest first.</summary>
    public Queue<SittingTurn> Turns { get; } = new();

    /// <summary>Characters in all turns.</summary>
    public int Characters { get; set; }

    /// <summary>When it was used last, as a timestamp of the clock.</summary>
    public long UsedAt { get; set; }
}
