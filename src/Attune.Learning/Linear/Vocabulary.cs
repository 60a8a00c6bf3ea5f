using Attune.Learning.Features;

namespace Attune.Learning.Linear;

/// <summary>The features that stand in enough texts to be learned from, with a column each.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<uint, int> _columns = [];
    private readonly List<uint> _hashes = [];

    /// <summary>Hash of each column.</summary>
    public IReadOnlyList<uint> Hashes => _hashes;

    /// <summary>Counts the features of texts.</summary>
    /// <param name="texts">The texts to learn from.</param>
    /// <param name="minTexts">A feature of fewer texts is left out.</param>
    public static Vocabulary Of(IEnumerable<string> texts, int minTexts)
    {
        var counts = new Dictionary<uint, int>();
        var features = new TextFeatures();
        foreach (var text in texts)
        {
            features.Read(text);
            Count(features.Tokens, counts);
            Count(features.Characters, counts);
        }

        var vocabulary = new Vocabulary();
        foreach (var hash in counts.Where(count => count.Value >= minTexts).Select(count => count.Key).Order())
        {
            vocabulary._columns[hash] = vocabulary._hashes.Count;
            vocabulary._hashes.Add(hash);
        }

        return vocabulary;
    }

    /// <summary>Turns texts into examples.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">As many sets of labels, a bit each.</param>
    public ExampleSet Examples(IReadOnlyList<string> texts, ulong[] labels)
    {
        var starts = new int[texts.Count + 1];
        var columns = new List<int>();
        var values = new List<float>();
        var features = new TextFeatures();
        for (var i = 0; i < texts.Count; i++)
        {
            features.Read(texts[i]);
            Add(features.Tokens, FeatureScale.Tokens(features), columns, values);
            Add(features.Characters, FeatureScale.Characters(features), columns, values);
            starts[i + 1] = columns.Count;
        }

        return new ExampleSet(starts, [.. columns], [.. values], labels);
    }

    private static void Count(ReadOnlySpan<uint> hashes, Dictionary<uint, int> counts)
    {
        foreach (var hash in hashes)
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
    }

    private void Add(ReadOnlySpan<uint> hashes, float value, List<int> columns, List<float> values)
    {
        foreach (var hash in hashes)
        {
            if (!_columns.TryGetValue(hash, out var column))
                continue;
            columns.Add(column);
            values.Add(value);
        }
    }
}
