using System.Text;
using Attune.Language.Folding;
using Attune.Language.Normalization;

namespace Attune.Language.Terms;

/// <summary>
/// Reads the search terms of a text, left to right, without allocating: words are lower-cased, freed of accents, folded to half
/// width and stemmed; Chinese gives each character and each pair of neighbours, Simplified and Traditional ones alike. What is
/// invisible inside is read over. The same reader makes the index and the query.
/// </summary>
public ref struct TermReader
{
    /// <summary>Characters that <c>buffer</c> must hold; the rest of a longer word does not count.</summary>
    public const int BufferLength = 48;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _buffer;
    private int _next;
    private int _pairLength;

    /// <param name="text">The text.</param>
    /// <param name="buffer">At least <see cref="BufferLength"/> characters, usually from the stack.</param>
    public TermReader(ReadOnlySpan<char> text, Span<char> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, BufferLength);
        _text = text;
        _buffer = buffer;
    }

    /// <summary>The term; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> Term { get; private set; }

    /// <summary>Where it stands in the text.</summary>
    public TextSpan Span { get; private set; }

    public TermKind Kind { get; private set; }

    /// <summary>Goes to the next term.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        if (_pairLength > 0)
        {
            Set(TermKind.Pair, Span.Start, _pairLength);
            _pairLength = 0;
            return true;
        }

        while (_next < _text.Length)
        {
            if (GramScript.StartsAt(_text, _next, out var length))
            {
                ReadCharacter(length);
                return true;
            }

            if (IsWordCharacter(_next, out length))
            {
                ReadWord();
                return true;
            }

            _next += length;
        }

        return false;
    }

    private void ReadCharacter(int length)
    {
        Set(TermKind.Character, _next, length);
        _next += length;
        var neighbour = InvisibleCharacters.Skip(_text, _next);
        if (GramScript.StartsAt(_text, neighbour, out var second))
            _pairLength = neighbour + second - Span.Start;
    }

    private void Set(TermKind kind, int start, int length)
    {
        Kind = kind;
        Span = new TextSpan(start, length);
        var written = 0;
        for (var i = start; i < start + length && written < BufferLength; i++)
        {
            if (!InvisibleCharacters.Contains(_text[i]))
                _buffer[written++] = SearchKeys.Of(_text[i]);
        }

        Term = _buffer[..written];
    }

    private void ReadWord()
    {
        var start = _next;
        var written = 0;
        var plain = true;
        while (IsWordCharacter(_next, out var length))
        {
            if (written + PlainLetters.Longest <= BufferLength)
            {
                for (var i = 0; i < length; i++)
                    written += PlainLetters.Write(_text[_next + i], _buffer[written..]);
                plain &= length == 1 && char.IsAsciiLetterLower(_buffer[written - 1]);
            }

            _next += length;
            if (_next < _text.Length && !char.IsAscii(_text[_next]))
                SkipInvisible();
            if (SkipPossessive())
                break;
            SkipJoiner(ref written);
        }

        if (plain)
            written = EnglishStemmer.Stem(_buffer[..written]);
        Kind = TermKind.Word;
        Span = new TextSpan(start, _next - start);
        Term = _buffer[..written];
    }

    /// <summary>Goes over what nobody sees, when the word goes on behind it.</summary>
    private void SkipInvisible()
    {
        var visible = InvisibleCharacters.Skip(_text, _next);
        if (visible > _next && IsWordCharacter(visible, out _))
            _next = visible;
    }

    /// <summary>Drops <c>'s</c> at the end of a word.</summary>
    private bool SkipPossessive()
    {
        if (!IsApostrophe(_next) || _next + 1 >= _text.Length || _text[_next + 1] is not ('s' or 'S')
            || IsWordCharacter(_next + 2, out _))
            return false;
        _next += 2;
        return true;
    }

    /// <summary>Goes over what joins the parts of one word: <c>don't</c>, <c>1,000</c>; keeps the point of <c>3.5</c>.</summary>
    private void SkipJoiner(ref int written)
    {
        if (_next + 1 >= _text.Length || !IsWordCharacter(_next + 1, out _) || GramScript.StartsAt(_text, _next + 1, out _))
            return;
        var betweenDigits = char.IsAsciiDigit(_text[_next - 1]) && char.IsAsciiDigit(_text[_next + 1]);
        if (betweenDigits && _text[_next] == '.' && written < BufferLength)
        {
            _buffer[written++] = '.';
            _next++;
        }
        else if (IsApostrophe(_next) || (betweenDigits && _text[_next] == ','))
        {
            _next++;
        }
    }

    private readonly bool IsApostrophe(int at) => at < _text.Length && _text[at] is '\'' or '’';

    private readonly bool IsWordCharacter(int at, out int length)
    {
        length = 1;
        if (at >= _text.Length)
            return false;
        var c = _text[at];
        if (char.IsAscii(c))
            return char.IsAsciiLetterOrDigit(c);
        Rune.DecodeFromUtf16(_text[at..], out var rune, out length);
        return Rune.IsLetterOrDigit(rune) && !GramScript.Contains(rune);
    }
}
