using System.Diagnostics.CodeAnalysis;

namespace Attune.Fuzz.Fuzzing;

/// <summary>Says which promise was broken.</summary>
internal static class Promise
{
    /// <exception cref="PromiseBrokenException">It does not hold.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
            throw new PromiseBrokenException(promise);
    }

    public static void Same<T>(T expected, T actual, string promise)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new PromiseBrokenException($"{promise}: expected {expected}, got {actual}");
    }
}
