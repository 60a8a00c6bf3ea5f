namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>All that one subscriber saw over all its connections.</summary>
/// <param name="Name">How it is called in a verdict.</param>
/// <param name="Topics">The topics it asked for.</param>
/// <param name="Observations">What it saw, oldest first.</param>
internal sealed record SubscriberHistory(string Name, IReadOnlySet<string> Topics, IReadOnlyList<Observation> Observations);
