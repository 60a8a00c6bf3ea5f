using Attune.Learning.Features;

namespace Attune.Learning.Networks;

/// <summary>The words a network knows, as hashes, so that no text stands in its file.</summary>
public sealed class WordTable
{
    private const int FirstKnown = NetworkShape.Unknown + 1;

    private readonly Dictionary<uint, int> _numbers;

    /// <param name="hashes">The known words in ascending order, each once.</param>
    /// <exception cref="InvalidDataException">They are out of order.</exception>
    internal WordTable(uint[] hashes)
    {
        Hashes = hashes;
        _numbers = new Dictionary<uint, int>(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i > 0 && hashes[i] <= hashes[i - 1])
                throw new InvalidDataException("The words of the network are out of order.");
            _numbers[hashes[i]] = FirstKnown + i;
        }
    }

    /// <summary>The known words.</summary>
    internal uint[] Hashes { get; }

    /// <summary>Rows of an embedding for these words, the gap and the unknown word.</summary>
    public int Count => Hashes.Length + FirstKnown;

    /// <summary>The words that stand in enough texts.</summary>
    /// <param name="texts">The texts to learn from.</param>
    /// <param name="minTexts">A word of fewer texts is unknown.</param>
    internal static WordTable Of(IEnumerable<string> texts, int minTexts)
    {
        var counts = new Dictionary<uint, int>();
        var features = new TextFeatures();
        foreach (var text in texts)
        {
            features.Read(text);
            foreach (var word in features.Words.ToArray().Distinct())
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return new WordTable([.. counts.Where(count => count.Value >= minTexts).Select(count => count.Key).Order()]);
    }

    /// <summary>Numbers of the words of a text.</summary>
    /// <param name="features">The text, already read.</param>
    /// <param name="limit">Further words are not read.</param>
    internal int[] NumbersOf(TextFeatures features, int limit)
    {
        var words = features.Words[..Math.Min(features.Words.Length, limit)];
        var numbers = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
            numbers[i] = _numbers.GetValueOrDefault(words[i], NetworkShape.Unknown);
        return numbers;
    }
}
