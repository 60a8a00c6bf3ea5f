namespace Attune.Contracts.Conversations;

/// <summary>Where a text lies between the extremes of feeling, each from -1 to 1; ordinary texts lie close to 0.</summary>
/// <param name="Valence">From unpleasant to pleasant.</param>
/// <param name="Arousal">From calm to stirred up.</param>
/// <param name="Dominance">From at the mercy of things to in control of them.</param>
public sealed record AffectView(double Valence, double Arousal, double Dominance);
