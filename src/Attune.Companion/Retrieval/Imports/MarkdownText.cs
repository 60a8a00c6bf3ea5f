using System.Globalization;
using System.Text;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>
/// Builds plain text in the form of Markdown while the elements of a page are entered and left: headings, paragraphs, lists,
/// tables as rows, preformatted text. White space is kept where a browser would show it.
/// </summary>
internal sealed class MarkdownText
{
    private const string Fence = "```";

    /// <summary>Lists inside lists are set in up to this level; deeper ones stand where it does.</summary>
    private const int DeepestIndent = 4;

    private readonly StringBuilder _text = new();

    /// <summary>Numbers of the open lists' last items; -1 for a list without numbers.</summary>
    private readonly Stack<int> _lists = new();

    /// <summary>Line ends to be written before the next letter.</summary>
    private int _breaks;

    /// <summary>What the next line begins with, such as the mark of a list item.</summary>
    private string _mark = "";

    private bool _space;
    private bool _lineIsEmpty = true;

    /// <summary>Above 0 inside headings and cells, which have one line only.</summary>
    private int _oneLine;

    private int _preformatted;
    private int _cells;

    public void Enter(string element)
    {
        switch (element)
        {
            case "H1" or "H2" or "H3" or "H4" or "H5" or "H6":
                Break(2);
                Mark(new string('#', element[1] - '0') + " ");
                _oneLine++;
                break;
            case "UL" or "OL" or "MENU":
                Break(2);
                _lists.Push(element == "OL" ? 0 : -1);
                break;
            case "LI":
                Break(1);
                Mark(NextMark());
                break;
            case "TR":
                Break(1);
                if (_oneLine == 0)
                    _cells = 0;
                break;
            case "TD" or "TH":
                EnterCell();
                break;
            case "PRE":
                EnterPreformatted();
                break;
            case "BR":
                BreakLine();
                break;
            default:
                Break(Lines(element));
                break;
        }
    }

    public void Leave(string element)
    {
        switch (element)
        {
            case "H1" or "H2" or "H3" or "H4" or "H5" or "H6":
                _oneLine--;
                _mark = "";
                Break(2);
                break;
            case "UL" or "OL" or "MENU":
                _lists.Pop();
                Break(2);
                break;
            case "LI":
                _mark = "";
                Break(1);
                break;
            case "TD" or "TH":
                _oneLine--;
                if (_oneLine == 0)
                    Write(" |");
                break;
            case "PRE":
                LeavePreformatted();
                break;
            case "BR":
                break;
            default:
                Break(Lines(element));
                break;
        }
    }

    /// <summary>Adds text as it stands in the page, its entities decoded.</summary>
    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (_preformatted > 0 && _oneLine == 0)
                AddPreformatted(c);
            else if (char.IsWhiteSpace(c))
                _space = true;
            else if (!char.IsControl(c))
                AddLetter(c);
        }
    }

    public override string ToString() => _text.ToString().Trim();

    /// <summary>Line ends around an element: 2 for what stands apart, 1 for what has lines of its own, 0 inside a line.</summary>
    private static int Lines(string element) => element switch
    {
        "ADDRESS" or "ARTICLE" or "ASIDE" or "BLOCKQUOTE" or "CENTER" or "DETAILS" or "DL" or "FIELDSET" or "FIGURE" or "FOOTER"
            or "FORM" or "HEADER" or "HGROUP" or "HR" or "MAIN" or "NAV" or "P" or "SEARCH" or "SECTION" or "TABLE" => 2,
        "CAPTION" or "DD" or "DIV" or "DT" or "FIGCAPTION" or "LEGEND" or "SUMMARY" or "TBODY" or "TFOOT" or "THEAD" or "TR" => 1,
        _ => 0,
    };

    private string NextMark()
    {
        if (!_lists.TryPop(out var last) || last < 0)
        {
            _lists.Push(-1);
            return "- ";
        }

        _lists.Push(last + 1);
        return (last + 1).ToString(CultureInfo.InvariantCulture) + ". ";
    }

    private void Mark(string mark)
    {
        if (_oneLine == 0)
            _mark = mark;
    }

    private void Break(int lines)
    {
        if (lines == 0)
            return;
        _space = _oneLine > 0;
        // An item's first paragraph stands beside its mark, and the items of a list close to each other.
        if (_oneLine == 0 && _mark.Length == 0)
            _breaks = Math.Max(_breaks, _lists.Count > 0 ? 1 : lines);
    }

    private void BreakLine()
    {
        _space = _oneLine > 0;
        if (_oneLine == 0)
            _breaks = Math.Min(_breaks + 1, 2);
    }

    private void EnterCell()
    {
        if (_oneLine == 0)
            Write(_cells++ == 0 ? "| " : " ");
        _oneLine++;
        _space = _oneLine > 1;
    }

    private void EnterPreformatted()
    {
        Break(2);
        if (_preformatted++ > 0 || _oneLine > 0)
            return;
        Write(Fence);
        _breaks = 1;
    }

    private void LeavePreformatted()
    {
        if (--_preformatted > 0 || _oneLine > 0)
            return;
        _breaks = 1;
        Write(Fence);
        Break(2);
    }

    private void AddPreformatted(char c)
    {
        if (c == '\n')
            _breaks++;
        else if (c == '\t' || !char.IsControl(c))
            Write(c.ToString());
    }

    private void AddLetter(char c)
    {
        BeginLine();
        if (_space && !_lineIsEmpty)
            _text.Append(' ');
        _text.Append(c);
        _space = false;
        _lineIsEmpty = false;
    }

    /// <summary>Writes as it is; a space of the page right after it is not shown.</summary>
    private void Write(string text)
    {
        BeginLine();
        _text.Append(text);
        _space = false;
        _lineIsEmpty = true;
    }

    private void BeginLine()
    {
        if (_breaks == 0 && _mark.Length == 0 && _text.Length > 0)
            return;
        if (_text.Length > 0)
            _text.Append('\n', Math.Max(_breaks, 1));
        var depth = _mark.Length > 0 ? _lists.Count - 1 : _lists.Count;
        if (_preformatted == 0)
            _text.Append(' ', 2 * Math.Clamp(depth, 0, DeepestIndent));
        _text.Append(_mark);
        (_breaks, _mark, _lineIsEmpty) = (0, "", true);
    }
}
