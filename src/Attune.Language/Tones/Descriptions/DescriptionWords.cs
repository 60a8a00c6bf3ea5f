namespace Attune.Language.Tones.Descriptions;

/// <summary>Cuts the Latin part of a description into words.</summary>
internal static class DescriptionWords
{
    /// <param name="text">In lower case.</param>
    public static List<DescriptionWord> Of(string text)
    {
        var words = new List<DescriptionWord>();
        var clause = 0;
        var sentence = 0;
        var i = 0;
        while (i < text.Length)
        {
            if (IsWordLetter(text[i]))
            {
                var end = EndOfWord(text, i);
                words.Add(new DescriptionWord(Trimmed(text[i..end]), new TextSpan(i, end - i), clause, sentence));
                i = end;
                continue;
            }

            if (text[i] is ',' or ';' or ':' or '，' or '、')
                clause++;
            if (text[i] is ';' or '!' or '?' or '。' or '\n' || (text[i] == '.' && !IsInsideNumber(text, i)))
                (clause, sentence) = (clause + 1, sentence + 1);
            i++;
        }

        return words;
    }

    private static bool IsWordLetter(char letter) => letter < '\u2E80' && char.IsLetterOrDigit(letter);

    /// <summary>Letters and digits stay together, as in <c>20s</c>; so does an apostrophe between letters.</summary>
    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsWordLetter(text[end])
            || (text[end] is '\'' or '’' && end > start && end + 1 < text.Length && IsWordLetter(text[end + 1]))))
            end++;
        return end;
    }

    private static bool IsInsideNumber(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    private static string Trimmed(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;
}
