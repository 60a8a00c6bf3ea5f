namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>An event that a publisher sends, and sends again with the same id until it is acknowledged.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Publisher">Who sends it.</param>
/// <param name="Number">Its place among this publisher's events, from 0.</param>
/// <param name="Id">Makes it idempotent.</param>
/// <param name="Data">Its payload as JSON text; must come back byte for byte.</param>
/// <param name="Key">What it is about, for topics that keep only the newest of each for slow readers; null for none.</param>
internal sealed record Draft(string Topic, int Publisher, int Number, string Id, string Data, string? Key = null)
{
    /// <summary>The event type of everything that the simulation publishes.</summary>
    public const string EventType = "sample.taken";

    public string Type => EventType;
}
