using Attune.Learning.Tensors;
using Attune.Learning.Vectors;

namespace Attune.Learning.Networks;

/// <summary>
/// Runs a network forward and backward: words become rows of numbers, units look at three rows at a time and pass on what
/// is above 0 (Y. Kim, "Convolutional neural networks for sentence classification", 2014). The sum of a unit over a text,
/// divided by the root of its length, and its peak go to a linear head. So each score is a sum over the words of a text: a
/// peak belongs to the first word that reached it. Not thread-safe; reuse it.
/// </summary>
/// <param name="product">Multiplies the matrices.</param>
public sealed class NetworkPass(MatrixProduct product)
{
    private float[] _input = [];
    private float[] _states = [];
    private float[] _pooled = [];
    private float[] _scores = [];
    private float[] _stateErrors = [];
    private float[] _inputErrors = [];
    private int[] _peaks = [];
    private float[] _pooledErrors = [];

    /// <summary>What the units say at each row of the last batch; 0 at gaps.</summary>
    public MatrixView States(NetworkShape shape, int rows) => new(_states, rows, shape.Units);

    /// <summary>What the head was given, a row per text of the last batch; may be changed between the two halves.</summary>
    internal Span<float> Pooled(NetworkShape shape, int texts) => _pooled.AsSpan(0, texts * shape.Pooled);

    /// <summary>For each unit the row of its peak in a text of the last batch.</summary>
    internal ReadOnlySpan<int> Peaks(NetworkShape shape, int text) => _peaks.AsSpan(text * shape.Units, shape.Units);

    /// <summary>Reads the texts of a batch up to the input of the head.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="batch">The texts.</param>
    public void Read(NetworkWeights weights, TextBatch batch)
    {
        var (shape, rows) = (weights.Shape, batch.Rows);
        var width = shape.Width;
        Resize(ref _input, rows * width);
        Resize(ref _states, rows * shape.Units);
        Resize(ref _pooled, batch.Texts.Count * shape.Pooled);
        if (_peaks.Length < batch.Texts.Count * shape.Units)
            _peaks = new int[batch.Texts.Count * shape.Units];
        for (var row = 0; row < rows; row++)
            weights.Embedding.AsSpan(batch.Words[row] * width, width).CopyTo(_input.AsSpan(row * width));
        if (rows >= NetworkShape.Window)
            product.AddTo(Windows(_input, shape, rows), ConvolutionOf(weights), Inner(_states, shape.Units, rows));
        for (var text = 0; text < batch.Texts.Count; text++)
            Pool(weights, text, batch.Texts[text]);
    }

    private void Pool(NetworkWeights weights, int text, (int First, int Count) place)
    {
        var shape = weights.Shape;
        var sums = _pooled.AsSpan(text * shape.Pooled, shape.Units);
        var highest = _pooled.AsSpan((text * shape.Pooled) + shape.Units, shape.Units);
        var peaks = _peaks.AsSpan(text * shape.Units, shape.Units);
        peaks.Fill(place.First);
        for (var row = place.First; row < place.First + place.Count; row++)
        {
            var state = _states.AsSpan(row * shape.Units, shape.Units);
            VectorMath.AddScaled(1f, weights.UnitBias, state);
            VectorMath.CutBelowZero(state);
            VectorMath.AddScaled(Share(place.Count), state, sums);
            for (var unit = 0; unit < state.Length; unit++)
            {
                if (state[unit] <= highest[unit])
                    continue;
                highest[unit] = state[unit];
                peaks[unit] = row;
            }
        }

        // The window around a gap was computed with the others; it belongs to no text.
        _states.AsSpan((place.First + place.Count) * shape.Units, shape.Units).Clear();
    }

    /// <summary>Scores of the texts that were read.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="texts">How many texts were read.</param>
    /// <returns>A row of scores per text; overwritten by the next call.</returns>
    public Span<float> Score(NetworkWeights weights, int texts)
    {
        var shape = weights.Shape;
        Resize(ref _scores, texts * shape.Outputs);
        for (var text = 0; text < texts; text++)
            weights.OutputBias.CopyTo(_scores.AsSpan(text * shape.Outputs));
        product.AddTo(new(_pooled, texts, shape.Pooled), new(weights.Head, shape.Pooled, shape.Outputs),
            new(_scores, texts, shape.Outputs));
        return _scores.AsSpan(0, texts * shape.Outputs);
    }

    /// <summary>Adds the gradients of the head, and says what the pooled numbers should have been different by.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="errors">A row of derivatives of the loss by the scores per text.</param>
    /// <param name="texts">How many texts were read.</param>
    /// <param name="gradients">Receives the gradients.</param>
    /// <returns>Derivatives by the pooled numbers; may be changed before <see cref="BackToWords"/>.</returns>
    internal Span<float> BackToPooled(NetworkWeights weights, float[] errors, int texts, NetworkWeights gradients)
    {
        var shape = weights.Shape;
        MatrixView byScore = new(errors, texts, shape.Outputs);
        product.AddTo(new MatrixView(_pooled, texts, shape.Pooled).Transposed, byScore,
            new(gradients.Head, shape.Pooled, shape.Outputs));
        for (var text = 0; text < texts; text++)
            VectorMath.AddScaled(1f, errors.AsSpan(text * shape.Outputs, shape.Outputs), gradients.OutputBias);
        Resize(ref _pooledErrors, texts * shape.Pooled);
        product.AddTo(byScore, new MatrixView(weights.Head, shape.Pooled, shape.Outputs).Transposed,
            new(_pooledErrors, texts, shape.Pooled));
        return _pooledErrors.AsSpan(0, texts * shape.Pooled);
    }

    /// <summary>Adds the gradients of the units and of the words.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="batch">The texts that were read last.</param>
    /// <param name="gradients">Receives the gradients; those of the gap are left 0.</param>
    internal void BackToWords(NetworkWeights weights, TextBatch batch, NetworkWeights gradients)
    {
        var (shape, rows) = (weights.Shape, batch.Rows);
        if (rows < NetworkShape.Window)
            return;
        Resize(ref _stateErrors, rows * shape.Units);
        for (var text = 0; text < batch.Texts.Count; text++)
        {
            var (first, count) = batch.Texts[text];
            if (count > 0)
                BackToPeaks(shape, text);
            var sums = _pooledErrors.AsSpan(text * shape.Pooled, shape.Units);
            for (var row = first; row < first + count; row++)
            {
                var error = _stateErrors.AsSpan(row * shape.Units, shape.Units);
                VectorMath.AddScaledWherePositive(Share(count), sums, _states.AsSpan(row * shape.Units, shape.Units), error);
                VectorMath.AddScaled(1f, error, gradients.UnitBias);
            }
        }

        var errors = Inner(_stateErrors, shape.Units, rows);
        product.AddTo(Windows(_input, shape, rows).Transposed, errors, ConvolutionOf(gradients));
        BackToInput(weights, errors, rows);
        for (var row = 0; row < rows; row++)
        {
            if (batch.Words[row] != NetworkShape.Gap)
            {
                VectorMath.AddScaled(1f, _inputErrors.AsSpan(row * shape.Width, shape.Width),
                    gradients.Embedding.AsSpan(batch.Words[row] * shape.Width, shape.Width));
            }
        }
    }

    /// <summary>Only the row of a peak moves it, and only where the unit passes something on.</summary>
    private void BackToPeaks(NetworkShape shape, int text)
    {
        var highest = _pooledErrors.AsSpan((text * shape.Pooled) + shape.Units, shape.Units);
        var peaks = Peaks(shape, text);
        for (var unit = 0; unit < peaks.Length; unit++)
        {
            var at = (peaks[unit] * shape.Units) + unit;
            _stateErrors[at] += _states[at] > 0 ? highest[unit] : 0f;
        }
    }

    /// <summary>A row of the input stands in three windows, once at each of their places.</summary>
    private void BackToInput(NetworkWeights weights, MatrixView errors, int rows)
    {
        var (width, units) = (weights.Shape.Width, weights.Shape.Units);
        Resize(ref _inputErrors, rows * width);
        for (var place = 0; place < NetworkShape.Window; place++)
        {
            MatrixView part = new(weights.Convolution, place * width * units, width, units, units);
            product.AddTo(errors, part.Transposed, new(_inputErrors, place * width, errors.Rows, width, width));
        }
    }

    /// <summary>Divides by the root of the length: long texts shout less loudly than their words together.</summary>
    internal static float Share(int words) => 1f / MathF.Sqrt(Math.Max(words, 1));

    /// <summary>Three rows from each row on, as they lie in memory.</summary>
    private static MatrixView Windows(float[] input, NetworkShape shape, int rows) =>
        new(input, 0, rows - NetworkShape.Window + 1, NetworkShape.Window * shape.Width, shape.Width);

    private static MatrixView ConvolutionOf(NetworkWeights weights) =>
        new(weights.Convolution, NetworkShape.Window * weights.Shape.Width, weights.Shape.Units);

    /// <summary>All rows but the first and the last, which are gaps and have no window.</summary>
    private static MatrixView Inner(float[] values, int columns, int rows) =>
        new(values, columns, rows - NetworkShape.Window + 1, columns, columns);

    /// <summary>Makes room for so many numbers and sets them to 0.</summary>
    private static void Resize(ref float[] values, int length)
    {
        if (values.Length < length)
            values = new float[Math.Max(length, values.Length * 2)];
        values.AsSpan(0, length).Clear();
    }
}
