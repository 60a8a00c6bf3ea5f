using System.Text;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Fills the gaps of a line: a name in braces, such as {clause}.</summary>
internal static class Placeholders
{
    /// <summary>Puts texts into the gaps. What is put in is never looked at for gaps again.</summary>
    /// <exception cref="FormatException">A gap has no text, or a brace is not closed.</exception>
    public static string Fill(string line, params (string Name, string Text)[] texts)
    {
        var filled = new StringBuilder(line.Length);
        var from = 0;
        for (var open = line.IndexOf('{', StringComparison.Ordinal); open >= 0; open = line.IndexOf('{', from))
        {
            var close = line.IndexOf('}', open);
            if (close < 0)
                throw new FormatException($"A brace is not closed in '{line}'.");
            var name = line[(open + 1)..close];
            var at = Array.FindIndex(texts, text => text.Name == name);
            if (at < 0)
                throw new FormatException($"Nothing is known to put in for '{name}' in '{line}'.");
            filled.Append(line, from, open - from).Append(texts[at].Text);
            from = close + 1;
        }

        return filled.Append(line, from, line.Length - from).ToString();
    }

    /// <summary>The parts of a line that stay as they are.</summary>
    public static IReadOnlyList<string> Literals(string line) =>
        [.. line.Split('{').SelectMany((part, i) => i == 0 ? [part] : part.Split('}').Skip(1)).Where(part => part.Length > 0)];
}
