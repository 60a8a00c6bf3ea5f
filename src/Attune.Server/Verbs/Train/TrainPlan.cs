using System.Globalization;

namespace Attune.Server.Verbs.Train;

/// <summary>What is to be trained.</summary>
/// <param name="Model"><c>emotion</c> or <c>vad</c>.</param>
/// <param name="Folder">Where the data is.</param>
/// <param name="Output">Where the weights are written; null for the usual name in the current folder.</param>
/// <param name="Threads">Models trained at once, from 1.</param>
internal sealed record TrainPlan(string Model, string Folder, string? Output, int Threads)
{
    private const int MaxThreads = 64;

    /// <returns>Null when the arguments are not understood.</returns>
    public static TrainPlan? Read(IReadOnlyList<string> arguments)
    {
        if (arguments.Count % 2 == 0 || arguments[0] is not ("emotion" or "vad"))
            return null;
        var plan = new TrainPlan(arguments[0], "", null, Environment.ProcessorCount);
        for (var i = 1; i < arguments.Count; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--data":
                    plan = plan with { Folder = value };
                    break;
                case "--out":
                    plan = plan with { Output = value };
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
                    && threads is >= 1 and <= MaxThreads:
                    plan = plan with { Threads = threads };
                    break;
                default:
                    return null;
            }
        }

        return plan.Folder.Length > 0 ? plan : null;
    }
}
