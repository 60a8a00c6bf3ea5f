using System.Text;

namespace Attune.Companion.Conversations.Models;

/// <summary>
/// Makes whole characters of pieces that were cut anywhere: a stream takes no half of a surrogate pair, and a page no control
/// characters. White space before the first word is dropped.
/// </summary>
/// <param name="goesOn">True when there are words already: white space then parts them from those that follow.</param>
internal sealed class WholeCharacters(bool goesOn = false)
{
    private char _high;
    private bool _hasBegun = goesOn;

    /// <summary>What can be shown of the text so far that was not shown yet.</summary>
    public string Take(string piece)
    {
        var text = _high == 0 ? piece : _high + piece;
        _high = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1] : '\0';
        var whole = new StringBuilder();
        foreach (var rune in (_high == 0 ? text : text[..^1]).EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                whole.Append(rune);
        }

        var shown = _hasBegun ? whole.ToString() : whole.ToString().TrimStart();
        _hasBegun |= shown.Length > 0;
        return shown;
    }
}
