using System.Collections;

namespace Attune.Language.Phrases;

/// <summary>Reads the lines of a grammar and compiles them.</summary>
internal sealed class PhraseSource
{
    private readonly PhraseVocabulary _vocabulary = new();
    private readonly List<(PhraseNode Pattern, int Label, string Line)> _patterns = [];
    private readonly List<string> _labels = [];
    private readonly List<string> _negations = [];
    private readonly PhraseParser _parser;
    private int _label = -1;

    private PhraseSource() => _parser = new PhraseParser(_vocabulary);

    /// <exception cref="FormatException">A line is not written as patterns are.</exception>
    public static PhraseGrammar Compile(IReadOnlyList<string> sources)
    {
        var source = new PhraseSource();
        foreach (var line in sources.SelectMany(Lines))
            source.Read(line);
        return source.Compile();
    }

    /// <summary>The lines without comments, continued ones joined.</summary>
    private static List<string> Lines(string source)
    {
        var lines = new List<string>();
        foreach (var raw in source.Split('\n'))
        {
            var comment = raw.IndexOf("//", StringComparison.Ordinal);
            var line = (comment < 0 ? raw : raw[..comment]).TrimEnd();
            if (line.StartsWith("  ", StringComparison.Ordinal) && lines.Count > 0)
                lines[^1] += line;
            else if (line.Length > 0)
                lines.Add(line);
        }

        return lines;
    }

    private void Read(string line)
    {
        Naming(line, () =>
        {
            if (line[0] == '[')
                _label = LabelOf(line.Trim('[', ']'));
            else if (line[0] == '@')
                Direct(line[1..]);
            else if (_label >= 0)
                _patterns.Add((_parser.Parse(line), _label, line));
            else
                throw new FormatException("A pattern stands before the first label.");
            return line;
        });
    }

    /// <summary>Does something about a line, and names it when it is wrong.</summary>
    private static T Naming<T>(string line, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FormatException error)
        {
            throw new FormatException($"{error.Message} In the line: {line}", error);
        }
    }

    private int LabelOf(string label)
    {
        var known = _labels.IndexOf(label);
        if (known >= 0)
            return known;
        _labels.Add(label);
        return _labels.Count - 1;
    }

    private void Direct(string directive)
    {
        var name = directive.Split(' ')[0];
        var rest = directive[name.Length..].Trim();
        switch (name)
        {
            case "negation":
                _negations.AddRange(Words(rest));
                break;
            case "slips":
                foreach (var word in Words(rest))
                    _vocabulary.AddSlips(word);
                break;
            case "fold":
                foreach (var pair in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    AddFold(pair);
                break;
            case var _ when rest.StartsWith('='):
                _parser.Name(name, rest[1..]);
                break;
            default:
                throw new FormatException($"There is no directive @{name}.");
        }
    }

    private void AddFold(string pair)
    {
        if (pair.EnumerateRunes().ToArray() is not [var from, var to])
            throw new FormatException($"'{pair}' is not a pair of characters.");
        _vocabulary.AddFold(from.Value, to.ToString());
    }

    private PhraseGrammar Compile()
    {
        var negations = _negations.Select(_vocabulary.Intern).ToList();
        var compiler = new PhraseCompiler(_vocabulary);
        var starts = Enumerable.Range(0, _vocabulary.Count).Select(_ => new List<int>()).ToArray();
        foreach (var (pattern, label, line) in _patterns)
        {
            foreach (var start in Naming(line, () => compiler.Add(pattern, label)))
            {
                for (var symbol = 0; symbol < starts.Length; symbol++)
                {
                    if (compiler.States[start].Symbols[symbol])
                        starts[symbol].Add(start);
                }
            }
        }

        var isNegation = new BitArray(_vocabulary.Count);
        foreach (var negation in negations)
            isNegation[negation] = true;
        return new PhraseGrammar(
            _vocabulary, [.. compiler.States], [.. _labels], [.. starts.Select(of => of.ToArray())], isNegation);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
