using Attune.Language.Terms;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>
/// Vectors of a stand-in: each word adds to some of their numbers, chosen by its hash. Texts that share words are near each
/// other, and so are those whose words the script calls synonyms; nothing is understood.
/// </summary>
internal sealed class ScriptedVectors
{
    public const int Dimensions = 128;

    private const int NumbersPerWord = 4;
    private const uint FnvStart = 2_166_136_261;
    private const uint FnvFactor = 16_777_619;

    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);

    /// <param name="synonyms">Groups of words that mean the same.</param>
    public ScriptedVectors(IReadOnlyList<IReadOnlyList<string>> synonyms)
    {
        Span<char> buffer = stackalloc char[TermReader.BufferLength];
        foreach (var group in synonyms)
        {
            foreach (var word in group)
            {
                var reader = new TermReader(word, buffer);
                var term = "";
                // The longest term of a word stands for it: of two Chinese characters the pair.
                while (reader.Read())
                    term = reader.Term.Length > term.Length ? reader.Term.ToString() : term;
                _meanings[term] = group[0];
            }
        }
    }

    /// <summary>The vector of a text, of length 1; all zeros for a text without words.</summary>
    public float[] Of(string text)
    {
        var vector = new float[Dimensions];
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            var term = reader.Term.ToString();
            Add(vector, _meanings.GetValueOrDefault(term, term));
        }

        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return length == 0 ? vector : [.. vector.Select(number => number / length)];
    }

    /// <summary>FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, 1991), gone on with for each further number.</summary>
    private static void Add(float[] vector, string meaning)
    {
        var hash = FnvStart;
        foreach (var c in meaning)
            hash = (hash ^ c) * FnvFactor;
        for (var i = 0; i < NumbersPerWord; i++)
        {
            hash = (hash ^ (uint)i) * FnvFactor;
            vector[(int)((hash >> 8) % Dimensions)] += (hash & 1) == 0 ? 1 : -1;
        }
    }
}
