namespace Attune.Contracts.Conversations;

/// <summary>What is usual for a person: median and robust spread of the valence of the last 30 days.</summary>
/// <param name="Valence">The median, from -1 to 1.</param>
/// <param name="Spread">
/// 1.4826 times the median distance from it, or 1.2533 times the mean one where more than half are the same; above 0.
/// </param>
/// <param name="Messages">Messages that it rests on, at least 20.</param>
public sealed record UsualMoodView(double Valence, double Spread, int Messages);
