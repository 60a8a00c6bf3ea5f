namespace Attune.Learning.Linear;

/// <summary>The logistic function.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + e^-x), from 0 to 1.</summary>
    public static float Of(float x) => 1f / (1f + MathF.Exp(-x));
}
