using System.Globalization;

namespace Attune.Language.Phrases;

/// <summary>Reads the patterns of a grammar; <see cref="PhraseGrammar"/> says how they are written.</summary>
internal sealed class PhraseParser(PhraseVocabulary vocabulary)
{
    private const int DeepestNesting = 16;
    private const int LongestGap = 16;
    private const string Marks = "()|?<>,#";

    private readonly Dictionary<string, PhraseNode> _classes = new(StringComparer.Ordinal);
    private List<string> _parts = [];
    private int _next;
    private int _depth;

    /// <summary>Gives a pattern a name that later ones can use.</summary>
    public void Name(string name, string pattern)
    {
        if (!_classes.TryAdd(name, Parse(pattern)))
            throw new FormatException($"The class <{name}> is defined twice.");
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is not written as patterns are.</exception>
    public PhraseNode Parse(string pattern)
    {
        (_parts, _next, _depth) = (Cut(pattern), 0, 0);
        var node = ParseChoice();
        return _next == _parts.Count ? node : throw new FormatException($"'{_parts[_next]}' is not expected in '{pattern}'.");
    }

    private static List<string> Cut(string pattern)
    {
        var parts = new List<string>();
        for (var at = 0; at < pattern.Length;)
        {
            if (char.IsWhiteSpace(pattern[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (!Marks.Contains(pattern[at]) && end < pattern.Length
                && !Marks.Contains(pattern[end]) && !char.IsWhiteSpace(pattern[end]))
                end++;
            parts.Add(pattern[at..end]);
            at = end;
        }

        return parts;
    }

    private PhraseNode ParseChoice()
    {
        if (++_depth > DeepestNesting)
            throw new FormatException("A pattern is nested too deeply.");
        var options = new List<PhraseNode> { ParseSequence() };
        while (Take("|"))
            options.Add(ParseSequence());
        _depth--;
        return options.Count == 1 ? options[0] : new ChoiceNode(options);
    }

    private PhraseNode ParseSequence()
    {
        var parts = new List<PhraseNode>();
        while (_next < _parts.Count && _parts[_next] is not ("|" or ")"))
        {
            var part = ParsePart();
            parts.Add(Take("?") ? new OptionalNode(part) : part);
        }

        return parts.Count switch
        {
            0 => throw new FormatException("A pattern or one of its choices is empty."),
            1 => parts[0],
            _ => new SequenceNode(parts),
        };
    }

    private PhraseNode ParsePart()
    {
        var part = _parts[_next++];
        switch (part)
        {
            case "(":
                var inner = ParseChoice();
                Expect(")");
                return inner;
            case "<":
                var name = _next < _parts.Count ? _parts[_next++] : "";
                Expect(">");
                return _classes.TryGetValue(name, out var named)
                    ? named
                    : throw new FormatException($"There is no class <{name}>.");
            case ",":
                return new BreakNode();
            case "#":
                return new NumberNode();
            default:
                return ParseWords(part);
        }
    }

    private PhraseNode ParseWords(string part)
    {
        if (part.StartsWith("..", StringComparison.Ordinal) || part[0] == '~')
        {
            var isLoose = part[0] == '~';
            return int.TryParse(part.TrimStart('.', '~'), NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                && most is > 0 and <= LongestGap
                ? new GapNode(most, isLoose)
                : throw new FormatException($"'{part}' is no gap of 1 to {LongestGap} words.");
        }

        if (part.EndsWith('*'))
        {
            vocabulary.AddPrefix(part[..^1]);
            return new PrefixNode(part[..^1]);
        }

        var words = WordCutter.Cut(part).Select(word => (PhraseNode)new WordNode(vocabulary.Intern(word))).ToList();
        return words.Count switch
        {
            0 => throw new FormatException($"'{part}' is no word."),
            1 => words[0],
            _ => new SequenceNode(words),
        };
    }

    private bool Take(string mark)
    {
        var found = _next < _parts.Count && _parts[_next] == mark;
        _next += found ? 1 : 0;
        return found;
    }

    private void Expect(string mark)
    {
        if (!Take(mark))
            throw new FormatException($"A '{mark}' is missing.");
    }
}
