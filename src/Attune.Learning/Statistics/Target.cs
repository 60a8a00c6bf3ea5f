using System.Globalization;

namespace Attune.Learning.Statistics;

/// <summary>What a figure should reach: the gate must be, the goal would be good. A miss is said in so many words.</summary>
/// <param name="Gate">The least that is promised; the most when less is better.</param>
/// <param name="Goal">What is hoped for; null when there is no more than the gate.</param>
/// <param name="IsCeiling">Whether less is better.</param>
public readonly record struct Target(double Gate, double? Goal = null, bool IsCeiling = false)
{
    /// <summary>Words about a figure.</summary>
    public string Say(double figure)
    {
        if (!Reaches(figure, Gate))
            return Write("MISSES the gate", Gate);
        return Goal switch
        {
            null => Write("within the gate", Gate),
            { } goal when Reaches(figure, goal) => Write("reaches the goal", goal),
            { } goal => Write("within the gate", Gate) + Write(", misses the goal", goal),
        };
    }

    private bool Reaches(double figure, double wanted) => IsCeiling ? figure <= wanted : figure >= wanted;

    private static string Write(string words, double number) =>
        string.Create(CultureInfo.InvariantCulture, $"{words} {number}");
}
