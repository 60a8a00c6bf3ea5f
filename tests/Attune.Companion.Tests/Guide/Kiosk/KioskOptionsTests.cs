using Attune.Companion.Guide.Kiosk;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Guide.Kiosk;

/// <summary>What a screen for visitors has room for.</summary>
public sealed class KioskOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Check(new KioskOptions()).Succeeded);

    [Fact]
    public void Questions_are_few_short_and_not_empty()
    {
        Assert.True(Check(With([.. Enumerable.Repeat("When are you open?", 6)])).Succeeded);
        Assert.True(Check(With(new string('x', 120))).Succeeded);
        Assert.False(Check(With([.. Enumerable.Repeat("When are you open?", 7)])).Succeeded);
        Assert.False(Check(With(new string('x', 121))).Succeeded);
        Assert.False(Check(With(" ")).Succeeded);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var result = Check(new KioskOptions
        {
            IdleSeconds = 14,
            WarningSeconds = 121,
            Name = new string('x', 61),
            QuestionsChinese = [""],
        });
        foreach (var name in (string[])["IdleSeconds", "WarningSeconds", "Name", "QuestionsChinese must hold at most 6"])
            Assert.Contains(name, result.FailureMessage, StringComparison.Ordinal);
    }

    private static KioskOptions With(params string[] questions) => new() { Questions = [.. questions] };

    private static ValidateOptionsResult Check(KioskOptions options) =>
        new KioskOptionsValidator().Validate(null, options);
}
