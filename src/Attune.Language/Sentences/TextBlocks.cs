using System.Buffers;
using Attune.Language.Terms;

namespace Attune.Language.Sentences;

/// <summary>Finds the blocks of plain text or Markdown, line by line.</summary>
internal sealed class TextBlocks
{
    /// <summary>A line shorter than this ended on purpose; longer ones may have been wrapped by an editor.</summary>
    private const int ShortLatinLine = 40;
    private const int ShortGramLine = 20;

    private const int LongestPlainHeading = 60;

    private static readonly SearchValues<char> MarksOfText = SearchValues.Create(".。!?！？;；:：,，|@\n");

    private readonly string _text;
    private readonly List<TextBlock> _blocks = [];
    private int _start = -1;
    private int _end;
    private bool _fenced;

    private TextBlocks(string text) => _text = text;

    public static List<TextBlock> Of(string text)
    {
        var reader = new TextBlocks(text);
        var at = 0;
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : at + length;
            reader.ReadLine(at, end);
            at = end + 1;
        }

        reader.Close(reader._fenced ? SentenceKind.Code : SentenceKind.Prose);
        return reader._blocks;
    }

    private void ReadLine(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;
        var line = _text.AsSpan(start, end - start).TrimEnd();
        if (TextLines.IsFence(line))
        {
            Close(_fenced ? SentenceKind.Code : SentenceKind.Prose);
            _fenced = !_fenced;
        }
        else if (_fenced)
        {
            Extend(start, start + line.Length);
        }
        else if (line.IsEmpty)
        {
            CloseAtEmptyLine();
        }
        else if (TextLines.IsRule(line))
        {
            Close(SentenceKind.Prose);
        }
        else
        {
            ReadText(start, line);
        }
    }

    private void ReadText(int start, ReadOnlySpan<char> line)
    {
        var end = start + line.Length;
        if (TextLines.HeadingText(line) is > 0 and var heading)
        {
            Close(SentenceKind.Prose);
            Extend(start + heading, end);
            Close(SentenceKind.Heading);
            return;
        }

        var mark = TextLines.MarkedText(line);
        if (mark > 0 || TextLines.IsTableRow(line) || TextLines.StartsWithLabel(line) || LastLineWasShort())
            Close(SentenceKind.Prose);
        Extend(start + mark, end);
    }

    private void Extend(int start, int end)
    {
        if (end <= start)
            return;
        if (_start < 0)
            _start = start;
        _end = end;
    }

    private bool LastLineWasShort()
    {
        if (_start < 0)
            return false;
        var lineStart = _text.AsSpan(_start, _end - _start).LastIndexOfAny('\n', '\r') + 1 + _start;
        var line = _text.AsSpan(lineStart, _end - lineStart);
        var isGram = GramScript.StartsAt(line, line.Length - 1, out _) || line[^1] >= '\u3000';
        return line.Length < (isGram ? ShortGramLine : ShortLatinLine);
    }

    /// <summary>One short line between empty lines, without the marks of a sentence, is a heading of plain text.</summary>
    private void CloseAtEmptyLine()
    {
        if (_start < 0)
            return;
        var block = _text.AsSpan(_start, _end - _start);
        var isHeading = block.Length <= LongestPlainHeading && block.IndexOfAny(MarksOfText) < 0
            && !IsMarked(_start);
        Close(isHeading ? SentenceKind.Heading : SentenceKind.Prose);
    }

    /// <summary>True for the text of a list item, whose mark stands before it on the line.</summary>
    private bool IsMarked(int start)
    {
        var lineStart = _text.AsSpan(0, start).LastIndexOfAny('\n', '\r') + 1;
        return !_text.AsSpan(lineStart, start - lineStart).IsWhiteSpace();
    }

    private void Close(SentenceKind kind)
    {
        if (_start >= 0)
            _blocks.Add(new TextBlock(_start, _end, kind));
        _start = -1;
    }
}
