using Attune.Contracts.Conversations;
using Attune.Learning.Affect;

namespace Attune.Companion.Conversations.Moods;

/// <summary>Moods as they go over the wire.</summary>
internal static class MoodMapping
{
    private const int Digits = 4;

    public static MoodPointView ToView(this MoodRow row) => new(
        row.MessageId, row.At, row.Method, ToView(row.Felt), row.Group, ToView(row.Mood.Point), ToView(row.Companion),
        row.Mood.Messages,
        row.Usual is { } usual ? new UsualMoodView(Rounded(usual.Usual), Rounded(usual.Spread), usual.Count) : null,
        row.Change.Direction switch
        {
            < 0 => "lower",
            > 0 => "brighter",
            _ => null,
        });

    private static AffectView ToView(AffectPoint point) =>
        new(Rounded(point.Valence), Rounded(point.Arousal), Rounded(point.Dominance));

    private static double Rounded(double value) => Math.Round(value, Digits);
}
