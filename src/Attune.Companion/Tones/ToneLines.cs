using System.Globalization;
using System.Text;

namespace Attune.Companion.Tones;

/// <summary>Reads the numbered lines of a model as they come in pieces.</summary>
internal sealed class ToneLines
{
    /// <summary>A longer line is none that was asked for, and is not kept.</summary>
    private const int LongestLine = 8_000;

    private readonly StringBuilder _line = new();

    /// <summary>The lines that a piece completes: the number from 1, and the text.</summary>
    public IEnumerable<(int Number, string Text)> Take(string piece)
    {
        foreach (var letter in piece)
        {
            if (letter != '\n')
            {
                if (_line.Length < LongestLine)
                    _line.Append(letter);
                continue;
            }

            if (End() is { } line)
                yield return line;
        }
    }

    /// <summary>The line that is being written, ended; null when it has no number.</summary>
    public (int Number, string Text)? End()
    {
        var line = _line.ToString().Trim();
        _line.Clear();
        var end = line.IndexOf(TonePrompt.NumberEnd, StringComparison.Ordinal);
        if (end <= 0)
            return null;
        var digits = line.AsSpan(0, end).Trim();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && line[(end + 1)..].Trim() is { Length: > 0 } text
            ? (number, text)
            : null;
    }
}
