using Attune.Companion.Guide;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide;

/// <summary>Bounds of what an operator may set.</summary>
public sealed class GuideOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Null(Problem(_ => { }));

    [Fact]
    [Proves("E-077")]
    public void Every_time_out_is_a_setting_that_is_refused_beyond_its_bounds_by_its_name()
    {
        (string Name, Action<GuideOptions, int> Set, int Low, int High)[] times =
        [
            ("WaitSeconds", (options, value) => options.Describer.WaitSeconds = value, 0, 5),
            ("GiveUpSeconds", (options, value) => options.Describer.GiveUpSeconds = value, 5, 60),
            ("OverallSeconds", (options, value) => options.OverallSeconds = value, 0, 86_400),
            ("RewriteSeconds", (options, value) => options.RewriteSeconds = value, 1, 60),
            ("ToneSeconds", (options, value) => options.ToneSeconds = value, 1, 300),
            ("WarmUpMinutes", (options, value) => options.WarmUpMinutes = value, 0, 1_440),
        ];
        foreach (var (name, set, low, high) in times)
        {
            Assert.Null(Problem(options => set(options, low)));
            Assert.Null(Problem(options => set(options, high)));
            Assert.Contains(name, Problem(options => set(options, low - 1)), StringComparison.Ordinal);
            Assert.Contains(name, Problem(options => set(options, high + 1)), StringComparison.Ordinal);
        }
    }

    private static string? Problem(Action<GuideOptions> set)
    {
        var options = new GuideOptions();
        set(options);
        return new GuideOptionsValidator().Validate(null, options).FailureMessage;
    }
}
