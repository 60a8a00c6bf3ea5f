namespace Attune.Learning.Calibration;

/// <summary>
/// Expected calibration error (Guo et al., "On calibration of modern neural networks", 2017) over ten equal bins: how far,
/// on average, a stated probability is from the share of yes among examples with such a probability.
/// </summary>
public sealed class CalibrationError
{
    /// <summary>Bins of equal width from 0 to 1.</summary>
    public const int Bins = 10;

    private readonly double[] _stated = new double[Bins];
    private readonly int[] _yes = new int[Bins];
    private int _count;

    /// <summary>Counts one example.</summary>
    /// <param name="probability">What was stated, from 0 to 1.</param>
    /// <param name="answer">What was right.</param>
    public void Add(float probability, bool answer)
    {
        var bin = Math.Clamp((int)(probability * Bins), 0, Bins - 1);
        _stated[bin] += probability;
        _yes[bin] += answer ? 1 : 0;
        _count++;
    }

    /// <summary>The error so far, from 0 to 1; 0 when nothing was added.</summary>
    public double Value
    {
        get
        {
            var sum = 0.0;
            for (var bin = 0; bin < Bins; bin++)
                sum += Math.Abs(_stated[bin] - _yes[bin]);
            return _count == 0 ? 0 : sum / _count;
        }
    }
}
