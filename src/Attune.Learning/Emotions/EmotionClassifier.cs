using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Networks;

namespace Attune.Learning.Emotions;

/// <summary>
/// Reads the feeling in English text, by the linear model and, when there are such, by networks beside it. Immutable; may be
/// used by many threads.
/// </summary>
public sealed class EmotionClassifier
{
    /// <summary>Below this probability of its best Ekman emotion a text does not say enough.</summary>
    public const float EnoughEvidence = 0.25f;

    private const string ShippedLinear = "Attune.Learning.Weights.emotion-en.weights";
    private const string ShippedNetwork = "Attune.Learning.Weights.emotion-en.safetensors";

    [ThreadStatic]
    private static TextFeatures? _features;

    [ThreadStatic]
    private static NetworkScratch? _scratch;

    private readonly LinearModel _model;
    private readonly EmotionNetwork? _network;

    /// <param name="model">A model whose outputs are those of <see cref="EmotionLabels.Names"/>.</param>
    /// <param name="network">The networks trained together with it; null to read by the linear model alone.</param>
    /// <exception cref="InvalidDataException">It answers other questions, or the two learned from different texts.</exception>
    public EmotionClassifier(LinearModel model, EmotionNetwork? network = null)
    {
        if (!model.Outputs.Select(output => output.Name).SequenceEqual(EmotionLabels.Names))
            throw new InvalidDataException("The model was not trained for the labels of GoEmotions.");
        if (network is not null && network.Origin.DataSha256 != model.Origin.DataSha256)
            throw new InvalidDataException("The model and the networks were not trained on the same texts.");
        (_model, _network) = (model, network);
    }

    /// <summary>What the weights were made from; name it wherever its figures are shown.</summary>
    public ModelOrigin Origin => _model.Origin;

    /// <summary>Loads the weights that ship with Attune.</summary>
    /// <exception cref="InvalidDataException">The program was put together wrongly.</exception>
    public static EmotionClassifier LoadShipped() => new(
        ModelFile.Read(ShippedFile.Read(ShippedLinear)), EmotionNetworkFile.Read(ShippedFile.Read(ShippedNetwork)));

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text; beyond <see cref="TextFeatures.MaxLength"/> it is not read.</param>
    public EmotionReading Read(ReadOnlySpan<char> text)
    {
        var features = _features ??= new TextFeatures();
        features.Read(text);
        var odds = new float[EmotionLabels.OutputCount];
        var probabilities = new float[odds.Length];
        LogOdds(features, odds);
        var decided = 0ul;
        for (var i = 0; i < odds.Length; i++)
        {
            probabilities[i] = Logistic.Of(odds[i]);
            if (probabilities[i] >= (_network?.Thresholds[i] ?? _model.Outputs[i].Threshold))
                decided |= 1ul << i;
        }

        return new EmotionReading(probabilities, decided, EmotionLabels.BestEkman(probabilities, decided, EnoughEvidence));
    }

    /// <summary>The calibrated log-odds of every output: what the probabilities are made of.</summary>
    /// <param name="text">As in <see cref="Read"/>.</param>
    public float[] LogOdds(ReadOnlySpan<char> text)
    {
        var features = _features ??= new TextFeatures();
        features.Read(text);
        var odds = new float[EmotionLabels.OutputCount];
        LogOdds(features, odds);
        return odds;
    }

    /// <summary>Numbers of <see cref="Describe"/>.</summary>
    internal int DescriptionLength =>
        EmotionLabels.OutputCount + (_network?.Networks.Sum(network => network.Shape.Pooled) ?? 0);

    /// <summary>
    /// All that is known about a text before anything is decided, for other models to learn from: the log-odds, then what
    /// the units of the networks say.
    /// </summary>
    /// <param name="text">As in <see cref="Read"/>.</param>
    public float[] Describe(ReadOnlySpan<char> text)
    {
        var features = _features ??= new TextFeatures();
        features.Read(text);
        var numbers = new float[DescriptionLength];
        LogOdds(features, numbers.AsSpan(0, EmotionLabels.OutputCount));
        var at = EmotionLabels.OutputCount;
        foreach (var network in _network?.Networks ?? [])
        {
            var words = _network!.Words.NumbersOf(features, EmotionNetwork.MaxWords);
            var pooled = (_scratch ??= new NetworkScratch()).PooledOf(network, words);
            pooled.CopyTo(numbers.AsSpan(at));
            at += pooled.Length;
        }

        return numbers;
    }

    /// <summary>
    /// Says which words made an output probable. The shares and the rest add up to the log-odds: a feature of the linear
    /// model is shared evenly by the words it is made of, a network's by the words its units stood on.
    /// </summary>
    /// <param name="text">As in <see cref="Read"/>.</param>
    /// <param name="output">Index into <see cref="EmotionLabels.Names"/>.</param>
    public EmotionExplanation Explain(ReadOnlySpan<char> text, int output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, EmotionLabels.OutputCount);
        var features = new TextFeatures(keepsSources: true);
        features.Read(text);
        var shares = new double[features.Places.Count];
        var scaling = _model.Outputs[output].Scaling;
        var (linear, rest) = _network is { } joined
            ? (joined.Blends[output].First, joined.Blends[output].Offset)
            : (scaling.Slope, scaling.Offset);
        var sum = rest + (linear * (double)_model.Outputs[output].Bias) + AddLinear(features, output, linear, shares);
        if (_network is not null)
            sum += AddNetworks(features, output, shares);
        var words = features.Places.Select((token, i) => new WordShare(token.SourceStart, token.SourceLength, shares[i]));
        return new EmotionExplanation(sum + shares.Sum(), sum, [.. words]);
    }

    private void LogOdds(TextFeatures features, Span<float> odds)
    {
        _model.Score(features, odds);
        if (_network is not null)
        {
            Span<float> second = stackalloc float[EmotionLabels.OutputCount];
            _network.Score(features, _scratch ??= new NetworkScratch(), second);
            for (var i = 0; i < second.Length; i++)
                odds[i] = _network.Blends[i].LogOdds(odds[i], second[i]);
            return;
        }

        for (var i = 0; i < odds.Length; i++)
            odds[i] = (_model.Outputs[i].Scaling.Slope * odds[i]) + _model.Outputs[i].Scaling.Offset;
    }

    /// <returns>What belongs to no word: facts about the form of the whole text.</returns>
    private double AddLinear(TextFeatures features, int output, float factor, double[] shares)
    {
        var occurrences = features.Sources.CountBy(source => source.Hash).ToDictionary();
        var characters = features.Characters.ToArray().ToHashSet();
        var tokens = features.Tokens.ToArray().ToHashSet();
        var (ofToken, ofCharacters) = (FeatureScale.Tokens(features), FeatureScale.Characters(features));
        var rest = 0.0;
        foreach (var (hash, first, count) in features.Sources)
        {
            // Were one hash both a token and a run of characters, it would count as both, as it does in scoring.
            var value = (tokens.Contains(hash) ? ofToken : 0) + (characters.Contains(hash) ? ofCharacters : 0);
            var share = factor * (double)value * _model.WeightOf(hash, output) / occurrences[hash];
            if (first < 0)
                rest += share;
            for (var i = first; i >= 0 && i < first + count; i++)
                shares[i] += share / count;
        }

        return rest;
    }

    /// <returns>What belongs to no word: the biases.</returns>
    private double AddNetworks(TextFeatures features, int output, double[] shares)
    {
        var scratch = _scratch ??= new NetworkScratch();
        var factor = _network!.Blends[output].Second / (double)_network.Networks.Count;
        var numbers = _network.Words.NumbersOf(features, EmotionNetwork.MaxWords);
        var rest = 0.0;
        foreach (var network in _network.Networks)
        {
            var one = scratch.SharesOf(network, numbers, output);
            for (var i = 0; i < one.Length; i++)
                shares[i] += factor * one[i];
            rest += factor * network.OutputBias[output];
        }

        return rest;
    }
}
