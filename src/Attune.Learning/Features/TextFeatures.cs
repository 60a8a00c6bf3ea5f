using System.Runtime.InteropServices;

namespace Attune.Learning.Features;

/// <summary>
/// The features of a text as hashes of 32 bits: tokens alone, in pairs and threes, words after a negation once more with
/// a mark, runs of 3 to 5 characters inside words, and a few facts about its form. Not thread-safe; reuse it.
/// </summary>
public sealed class TextFeatures
{
    /// <summary>Texts are read up to so many UTF-16 units; what a message feels is clear by then.</summary>
    public const int MaxLength = 8_000;

    private const int MinGram = 3;
    private const int MaxGram = 5;
    private const int NegationReach = 3;
    private const int WholeText = -1;

    private readonly Tokenizer _tokenizer = new();
    private readonly List<uint> _tokens = [];
    private readonly List<uint> _characters = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<uint> _words = [];
    private readonly List<FeatureSource>? _sources;

    /// <summary>Features for scoring.</summary>
    public TextFeatures()
    {
    }

    /// <param name="keepsSources">Whether <see cref="Sources"/> is wanted, which takes time and room.</param>
    internal TextFeatures(bool keepsSources) => _sources = keepsSources ? [] : null;

    /// <summary>Features made of tokens, each once, in ascending order.</summary>
    public ReadOnlySpan<uint> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Features made of characters inside words, each once, in ascending order.</summary>
    public ReadOnlySpan<uint> Characters => CollectionsMarshal.AsSpan(_characters);

    /// <summary>The hash of every token in the order of the text.</summary>
    internal ReadOnlySpan<uint> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Every token, with its place in the text.</summary>
    internal IReadOnlyList<Token> Places => _tokenizer.Tokens;

    /// <summary>Where each feature comes from, in no order, as often as it occurs; empty unless it was asked for.</summary>
    internal IReadOnlyList<FeatureSource> Sources => _sources ?? [];

    /// <summary>Reads a text; the features of the text before are gone.</summary>
    /// <param name="text">Any text; unpaired surrogates count as punctuation.</param>
    public void Read(ReadOnlySpan<char> text)
    {
        _tokens.Clear();
        _characters.Clear();
        _hashes.Clear();
        _words.Clear();
        _sources?.Clear();
        _tokenizer.Read(text[..Math.Min(text.Length, MaxLength)]);
        foreach (var token in _tokenizer.Tokens)
            _hashes.Add(FeatureHash.Of(_tokenizer.TextOf(token)));
        AddTokens();
        AddNegated();
        AddForm();
        for (var i = 0; i < _hashes.Count; i++)
        {
            if (_tokenizer.Tokens[i].Kind == TokenKind.Word)
                AddCharacters(_tokenizer.TextOf(_tokenizer.Tokens[i]), i);
        }

        KeepDistinct(_tokens);
        KeepDistinct(_characters);
    }

    private void AddTokens()
    {
        for (var i = 0; i < _hashes.Count; i++)
        {
            var hash = FeatureHash.Join(FeatureHash.TokenSeed, _hashes[i]);
            _words.Add(Add(_tokens, hash, i, 1));
            for (var next = i + 1; next < _hashes.Count && next < i + 3; next++)
            {
                hash = FeatureHash.Join(hash, _hashes[next]);
                Add(_tokens, hash, i, next - i + 1);
            }
        }
    }

    private void AddNegated()
    {
        var reach = 0;
        for (var i = 0; i < _hashes.Count; i++)
        {
            var token = _tokenizer.Tokens[i];
            if (token.Kind == TokenKind.Punctuation)
                reach = 0;
            else if (Negation.Is(_tokenizer.TextOf(token)))
                reach = NegationReach;
            else if (reach-- > 0)
                Add(_tokens, FeatureHash.Join(FeatureHash.NegatedSeed, _hashes[i]), i, 1);
        }
    }

    private void AddForm()
    {
        if (_hashes.Count == 0)
            return;
        var shouted = _tokenizer.Tokens.Count(token => token.IsShouted);
        AddForm(1, _hashes[0], 0);
        AddForm(2, _hashes[^1], _hashes.Count - 1);
        AddForm(3, (ulong)Math.Min(int.Log2(_hashes.Count), 6), WholeText);
        AddForm(4, (ulong)Math.Min(shouted, 3), WholeText);
    }

    private void AddForm(ulong kind, ulong value, int token) =>
        Add(_tokens, FeatureHash.Join(FeatureHash.Join(FeatureHash.FormSeed, kind), value), token, 1);

    private void AddCharacters(ReadOnlySpan<char> word, int token)
    {
        Span<char> padded = stackalloc char[Math.Min(word.Length, 40) + 2];
        padded[0] = '<';
        word[..(padded.Length - 2)].CopyTo(padded[1..]);
        padded[^1] = '>';
        for (var start = 0; start + MinGram <= padded.Length; start++)
        {
            for (var length = MinGram; length <= MaxGram && start + length <= padded.Length; length++)
            {
                var gram = FeatureHash.Of(padded.Slice(start, length));
                Add(_characters, FeatureHash.Join(FeatureHash.CharacterSeed, gram), token, 1);
            }
        }
    }

    private uint Add(List<uint> features, ulong hash, int first, int count)
    {
        var feature = FeatureHash.Finish(hash);
        features.Add(feature);
        _sources?.Add(new FeatureSource(feature, first, count));
        return feature;
    }

    private static void KeepDistinct(List<uint> features)
    {
        features.Sort();
        var kept = 0;
        for (var i = 0; i < features.Count; i++)
        {
            if (i == 0 || features[i] != features[i - 1])
                features[kept++] = features[i];
        }

        CollectionsMarshal.SetCount(features, kept);
    }
}
