using System.Collections.Frozen;

namespace Attune.Companion.Personas;

/// <summary>
/// Texts of the program by key. The files are plain so that whoever writes or translates them needs no syntax: a key in
/// square brackets on a line of its own, then one text per line. Empty lines and lines that start with # do not count.
/// </summary>
internal sealed class TextBank
{
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _lines;

    private TextBank(List<KeyValuePair<string, IReadOnlyList<string>>> sections)
    {
        Keys = [.. sections.Select(section => section.Key)];
        _lines = sections.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The keys in the order of the file.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Reads a file that is embedded in the program.</summary>
    /// <exception cref="InvalidOperationException">The program was built without it.</exception>
    public static TextBank Load(string resource)
    {
        using var stream = typeof(TextBank).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without '{resource}'.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">A text stands before the first key, or a key stands there twice.</exception>
    public static TextBank Parse(string text)
    {
        var sections = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        List<string>? lines = null;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
                continue;
            if (line[0] != '[' || line[^1] != ']')
            {
                (lines ?? throw new FormatException($"'{line}' stands before the first key.")).Add(line);
                continue;
            }

            var key = line[1..^1];
            if (sections.Any(section => section.Key == key))
                throw new FormatException($"The key '{key}' stands there twice.");
            sections.Add(KeyValuePair.Create<string, IReadOnlyList<string>>(key, lines = []));
        }

        return new TextBank(sections);
    }

    /// <summary>The texts of a key; none when the key is not there.</summary>
    public IReadOnlyList<string> Lines(string key) => _lines.GetValueOrDefault(key, []);

    /// <summary>The texts of a key that must be there, as one text with line breaks.</summary>
    public string Text(string key) => string.Join('\n', _lines[key]);
}
