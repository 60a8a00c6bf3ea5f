using System.Globalization;
using System.Text;
using Attune.Language.Terms;

namespace Attune.Language.Phrases;

/// <summary>Cuts the words of a pattern in the way the tokenizer cuts those of a text.</summary>
internal static class WordCutter
{
    /// <summary>Lower-case words and single characters; everything else is left out.</summary>
    public static IEnumerable<string> Cut(string part)
    {
        var word = new StringBuilder();
        foreach (var rune in part.EnumerateRunes())
        {
            var stands = GramScript.Contains(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
            if (word.Length > 0 && (stands || rune.Value == '-'))
            {
                yield return word.ToString();
                word.Clear();
            }

            if (stands)
                yield return rune.ToString();
            else if (Rune.IsLetterOrDigit(rune))
                word.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
