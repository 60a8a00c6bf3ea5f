using Attune.Learning.Affect;

namespace Attune.Learning.Moods;

/// <summary>
/// The mood of a conversation: the weighted mean of what its messages said. A message weighs half of what it did after ten
/// further messages or after two hours, whichever comes first; the weights are divided by their sum, so that the first message
/// does not outweigh all that follow, as it does where a moving average begins with it.
/// </summary>
/// <param name="Point">The mean so far; the middle before anything was read.</param>
/// <param name="At">When the last message was read.</param>
/// <param name="Messages">Messages read.</param>
/// <param name="Weight">The sum of their weights, where the newest weighs 1; 0 before the first, then from 1 to 15.</param>
public sealed record ConversationMood(AffectPoint Point, DateTimeOffset At, int Messages, double Weight)
{
    /// <summary>Messages after which what was said counts half.</summary>
    public const double HalfLifeMessages = 10;

    /// <summary>Time after which what was said counts half.</summary>
    public static TimeSpan HalfLife { get; } = TimeSpan.FromHours(2);

    /// <summary>Before the first message.</summary>
    public static ConversationMood None { get; } = new(default, DateTimeOffset.MinValue, 0, 0);

    /// <summary>The mood after one more message.</summary>
    /// <param name="point">What it said.</param>
    /// <param name="at">When; a clock that went back counts as standing still.</param>
    public ConversationMood With(AffectPoint point, DateTimeOffset at)
    {
        if (Messages == 0)
            return new ConversationMood(point, at, 1, 1);
        var hours = Math.Max((at - At).TotalHours, 0);
        var lives = Math.Max(1 / HalfLifeMessages, hours / HalfLife.TotalHours);
        var before = Weight * Math.Pow(0.5, lives);
        var all = before + 1;
        double Mixed(int dimension) => ((before * Point[dimension]) + point[dimension]) / all;
        return new ConversationMood(new AffectPoint(Mixed(0), Mixed(1), Mixed(2)), at > At ? at : At,
            Math.Min(Messages, int.MaxValue - 1) + 1, all);
    }
}
