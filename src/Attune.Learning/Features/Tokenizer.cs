using System.Text;

namespace Attune.Learning.Features;

/// <summary>
/// Normalises a text and cuts it into tokens: full-width forms become half-width, typographic apostrophes plain, capitals
/// small, and the third and further repetitions of a character are dropped (<c>sooooo</c> becomes <c>soo</c>).
/// </summary>
internal sealed class Tokenizer
{
    private readonly List<Token> _tokens = [];
    private char[] _text = new char[512];
    private int _length;
    private int _position;

    public IReadOnlyList<Token> Tokens => _tokens;

    public ReadOnlySpan<char> TextOf(Token token) => _text.AsSpan(token.Start, token.Length);

    /// <summary>Reads a text; what was read before is forgotten.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        _tokens.Clear();
        _length = 0;
        _position = 0;
        if (_text.Length < text.Length)
            _text = new char[text.Length];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out var rune, out _);
            var taken = Take(text, Fold(rune.Value));
            _position += taken;
            text = text[taken..];
        }
    }

    /// <summary>Takes one token or one space from the front.</summary>
    /// <returns>How many characters were taken.</returns>
    private int Take(ReadOnlySpan<char> text, int first)
    {
        Rune.DecodeFromUtf16(text, out var rune, out var taken);
        if (Rune.IsWhiteSpace(new Rune(first)) || Rune.IsControl(rune) || IsInvisible(first))
            return taken;
        if (IsHan(first))
            return TakeOne(text[..taken], TokenKind.Han);
        if (first > 0xFFFF || first is >= 0x2190 and < 0x2C00)
            return TakeOne(text[..taken], TokenKind.Emoji);
        if (text[0] == '[' && PlaceholderLength(text) is > 0 and var length)
            return TakeRun(text[..length], _ => true, TokenKind.Word);
        return IsWordPart(first)
            ? TakeRun(text, IsWordPart, TokenKind.Word)
            : TakeRun(text, IsPunctuation, TokenKind.Punctuation);
    }

    private int TakeOne(ReadOnlySpan<char> text, TokenKind kind)
    {
        text.CopyTo(_text.AsSpan(_length));
        _tokens.Add(new Token(_length, text.Length, kind, IsShouted: false, _position, text.Length));
        _length += text.Length;
        return text.Length;
    }

    private int TakeRun(ReadOnlySpan<char> text, Func<int, bool> belongs, TokenKind kind)
    {
        var start = _length;
        var (taken, capitals, letters) = (0, 0, 0);
        while (taken < text.Length && !char.IsSurrogate(text[taken]))
        {
            var folded = Fold(text[taken]);
            if (!belongs(folded))
                break;
            var small = char.ToLowerInvariant((char)folded);
            letters += char.IsLetter(small) ? 1 : 0;
            capitals += small != folded ? 1 : 0;
            taken++;
            var isThird = _length - start >= 2 && _text[_length - 1] == small && _text[_length - 2] == small;
            if (!isThird)
                _text[_length++] = small;
        }

        if (taken == 0)
            return 1;
        var isShouted = letters >= 2 && capitals == letters;
        _tokens.Add(new Token(start, _length - start, kind, isShouted, _position, taken));
        return taken;
    }

    /// <summary>Length of something like <c>[NAME]</c>; 0 when there is none.</summary>
    private static int PlaceholderLength(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 16)].IndexOf(']');
        return end > 1 && text[1..end].ContainsAnyExceptInRange('A', 'Z') is false ? end + 1 : 0;
    }

    private static int Fold(int character) => character switch
    {
        >= 0xFF01 and <= 0xFF5E => character - 0xFEE0,
        0x2018 or 0x2019 or 0x02BC => '\'',
        0x201C or 0x201D => '"',
        0x3000 => ' ',
        _ => character,
    };

    private static bool IsHan(int character) => character is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF);

    private static bool IsInvisible(int character) =>
        character is (>= 0xFE00 and <= 0xFE0F) or (>= 0x200B and <= 0x200F) or (>= 0x1F3FB and <= 0x1F3FF);

    private static bool IsWordPart(int character) =>
        character == '\'' || (char.IsLetterOrDigit((char)character) && !IsHan(character));

    private static bool IsPunctuation(int character) =>
        !IsWordPart(character) && !IsHan(character) && !char.IsWhiteSpace((char)character)
            && !char.IsControl((char)character) && !IsInvisible(character) && character is not (>= 0x2190 and < 0x2C00);
}
