using System.Text;

namespace Attune.Companion.Retrieval.Imports.Csv;

/// <summary>
/// Reads records of delimited text (RFC 4180): cells in quotation marks may hold delimiters, line ends and doubled quotation
/// marks. What the RFC leaves open is taken as it stands: a quotation mark inside a plain cell, text after a closing one,
/// records of different lengths, all three kinds of line ends. Empty lines are passed over.
/// </summary>
/// <param name="text">The whole text.</param>
/// <param name="delimiter">What stands between two cells.</param>
internal sealed class CsvReader(string text, char delimiter)
{
    private readonly StringBuilder _cell = new();
    private int _at;

    /// <summary>The line that the last record began on, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>True when the last record ended because the text did, within quotation marks.</summary>
    public bool IsUnfinished { get; private set; }

    private int _nextLine = 1;

    /// <summary>Reads a record.</summary>
    /// <param name="cells">Emptied, then filled with its cells.</param>
    /// <returns>False when there is none any more.</returns>
    public bool Read(List<string> cells)
    {
        cells.Clear();
        while (_at < text.Length && text[_at] is '\r' or '\n')
            ReadLineEnd();
        if (_at >= text.Length)
            return false;
        Line = _nextLine;
        while (true)
        {
            cells.Add(ReadCell());
            if (_at >= text.Length)
                return true;
            if (text[_at] == delimiter)
            {
                _at++;
                continue;
            }

            ReadLineEnd();
            return true;
        }
    }

    /// <summary>Ends before a delimiter, a line end or the end of the text.</summary>
    private string ReadCell()
    {
        _cell.Clear();
        if (_at < text.Length && text[_at] == '"')
        {
            _at++;
            ReadQuoted();
        }

        while (_at < text.Length && text[_at] != delimiter && text[_at] is not ('\r' or '\n'))
            _cell.Append(text[_at++]);
        return _cell.ToString();
    }

    /// <summary>Ends after the closing quotation mark, or at the end of the text.</summary>
    private void ReadQuoted()
    {
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '"')
            {
                if (_at >= text.Length || text[_at] != '"')
                    return;
                _at++;
            }
            else if (c == '\n' || (c == '\r' && (_at >= text.Length || text[_at] != '\n')))
            {
                _nextLine++;
            }

            _cell.Append(c);
        }

        IsUnfinished = true;
    }

    private void ReadLineEnd()
    {
        _at += text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
        _nextLine++;
    }
}
