using System.Globalization;
using System.Text;

namespace Attune.Server.Verbs.Demo;

/// <summary>The lines of the story, and below them bars that are redrawn in place.</summary>
/// <param name="output">The terminal.</param>
/// <param name="columns">Its width.</param>
internal sealed class TerminalScreen(TextWriter output, int columns) : IDemoScreen
{
    private const string Escape = "\u001b[";
    private const int BarColumns = 30;
    private const int NameColumns = 10;

    // name, space, bar, two spaces, "1,234 / 1,234" and two spaces stand before the newest words
    private const int FixedColumns = NameColumns + BarColumns + 22;

    private IReadOnlyList<DemoBar> _bars = [];
    private int _drawn;

    public void Say(string line)
    {
        var text = Erase().Append(line).Append('\n');
        Draw(text);
    }

    public void Show(IReadOnlyList<DemoBar> bars)
    {
        var text = Erase();
        _bars = bars;
        Draw(text);
    }

    private StringBuilder Erase()
    {
        var text = new StringBuilder();
        if (_drawn > 0)
            text.Append(CultureInfo.InvariantCulture, $"{Escape}{_drawn}A{Escape}J");
        return text;
    }

    private void Draw(StringBuilder text)
    {
        foreach (var bar in _bars)
            text.Append(Line(bar)).Append('\n');
        _drawn = _bars.Count;
        output.Write(text);
        output.Flush();
    }

    private string Line(DemoBar bar)
    {
        var full = bar.Total == 0 ? 0 : (int)(bar.Done * BarColumns / bar.Total);
        var drawn = new string('█', full) + new string('░', BarColumns - full);
        return $"{bar.Name,-NameColumns} {drawn}  {bar.Done,5:N0} / {bar.Total:N0}  {Last(bar.Tail, columns - FixedColumns - 1)}";
    }

    /// <summary>The end of a text that fits into so many columns; Chinese characters take two.</summary>
    private static string Last(string text, int room)
    {
        var elements = new List<string>();
        var all = StringInfo.GetTextElementEnumerator(text.ReplaceLineEndings(" "));
        while (all.MoveNext())
            elements.Add(all.GetTextElement());
        var kept = new LinkedList<string>();
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            room -= DemoText.IsWide(elements[i]) ? 2 : 1;
            if (room < 0)
                break;
            kept.AddFirst(elements[i]);
        }

        return string.Concat(kept);
    }
}
