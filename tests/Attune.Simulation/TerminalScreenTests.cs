using Attune.Server.Verbs.Demo;

namespace Attune.Simulation;

public sealed class TerminalScreenTests
{
    private const string Up2AndClear = "\u001b[2A\u001b[J";

    [Fact]
    public void Lines_go_above_the_bars()
    {
        var output = new StringWriter();
        var screen = new TerminalScreen(output, 80);
        screen.Show([new DemoBar("a", 50, 100, "half"), new DemoBar("b", 0, 100, "")]);
        output.GetStringBuilder().Clear();
        screen.Say("something happened");
        var text = output.ToString();
        Assert.StartsWith(Up2AndClear + "something happened\n", text, StringComparison.Ordinal);
        Assert.Contains(new string('█', 15) + new string('░', 15), text, StringComparison.Ordinal);
        Assert.Contains("50 / 100  half", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_never_wraps()
    {
        var output = new StringWriter();
        new TerminalScreen(output, 80).Show([new DemoBar("watcher A", 1234, 1234, string.Concat(Enumerable.Repeat("中文字", 100)))]);
        var line = output.ToString().TrimEnd('\n');
        Assert.InRange(line.Sum(letter => DemoText.IsWide(letter.ToString()) && letter is not ('█' or '░') ? 2 : 1), 60, 79);
        Assert.EndsWith("字", line, StringComparison.Ordinal);
    }
}
