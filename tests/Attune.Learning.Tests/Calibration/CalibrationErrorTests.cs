using Attune.Learning.Calibration;

namespace Attune.Learning.Tests.Calibration;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void Is_the_mean_distance_between_what_is_said_and_what_is()
    {
        var error = new CalibrationError();
        Assert.Equal(0, error.Value);

        // One bin holds 0.75 twice, one of them right (0.5 off in sum); the other 0.25 twice, none right (0.5 off in sum).
        error.Add(0.75f, true);
        error.Add(0.75f, false);
        error.Add(0.25f, false);
        error.Add(0.25f, false);
        Assert.Equal(1.0 / 4, error.Value, 6);
    }

    [Fact]
    public void Certainty_that_is_right_costs_nothing()
    {
        var error = new CalibrationError();
        error.Add(1f, true);
        error.Add(0f, false);
        Assert.Equal(0, error.Value);
    }
}
