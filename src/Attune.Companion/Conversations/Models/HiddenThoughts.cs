using System.Text;

namespace Attune.Companion.Conversations.Models;

/// <summary>
/// Leaves out what a reasoning model thinks aloud before its answer, between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>:
/// several open models send it as text.
/// </summary>
internal sealed class HiddenThoughts
{
    private const string Open = "<think>";
    private const string Close = "</think>";

    private readonly StringBuilder _held = new();
    private bool _isThinking;
    private bool _hasPassed;

    /// <summary>The part of a piece that belongs to the answer.</summary>
    public string Take(string piece)
    {
        if (_hasPassed)
            return piece;
        _held.Append(piece);
        var text = _held.ToString();
        if (!_isThinking)
        {
            var start = text.TrimStart();
            if (start.Length < Open.Length && Open.StartsWith(start, StringComparison.Ordinal))
                return "";
            _isThinking = start.StartsWith(Open, StringComparison.Ordinal);
            if (!_isThinking)
                return Pass(text);
        }

        var end = text.IndexOf(Close, StringComparison.Ordinal);
        if (end >= 0)
            return Pass(text[(end + Close.Length)..]);
        // Only the mark that ends it can still be cut in two; the thoughts themselves are not kept.
        _held.Remove(0, Math.Max(0, _held.Length - Close.Length));
        return "";
    }

    private string Pass(string answer)
    {
        _hasPassed = true;
        _held.Clear();
        return answer;
    }
}
