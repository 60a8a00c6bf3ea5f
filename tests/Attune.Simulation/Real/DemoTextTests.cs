using Attune.Server.Verbs.Demo;

namespace Attune.Simulation.Real;

public sealed class DemoTextTests
{
    [Fact]
    public void The_pieces_are_the_text() => Assert.Equal(DemoText.Default, string.Concat(DemoText.Cut(DemoText.Default)));

    [Fact]
    public void Latin_text_is_cut_by_four_and_Chinese_by_two() =>
        Assert.Equal(["abcd", "ef一", "二三", "四"], DemoText.Cut("abcdef一二三四"));

    [Fact]
    public void No_character_is_cut_in_two() => Assert.Equal(["👩‍👩‍👧🙂", "x"], DemoText.Cut("👩‍👩‍👧🙂x"));

    [Fact]
    public void The_shipped_text_takes_about_a_quarter_of_a_minute() =>
        Assert.InRange((DemoText.PieceTime(60) * DemoText.Cut(DemoText.Default).Count).TotalSeconds, 8, 25);
}
