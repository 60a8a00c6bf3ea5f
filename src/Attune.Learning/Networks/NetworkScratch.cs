using Attune.Learning.Tensors;

namespace Attune.Learning.Networks;

/// <summary>Room to run networks over one text at a time. Not thread-safe; reuse it.</summary>
public sealed class NetworkScratch
{
    private readonly NetworkPass _pass = new(new MatrixProduct());
    private readonly TextBatch _batch = new();

    /// <summary>The scores of one text.</summary>
    /// <param name="network">The network.</param>
    /// <param name="words">The words of the text.</param>
    /// <returns>A score per output; overwritten by the next call.</returns>
    internal ReadOnlySpan<float> Score(NetworkWeights network, ReadOnlySpan<int> words)
    {
        _batch.Clear();
        _batch.Add(words);
        _pass.Read(network, _batch);
        return _pass.Score(network, 1);
    }

    /// <summary>What the head of a network is given: for each unit its sum and its peak.</summary>
    /// <param name="network">The network.</param>
    /// <param name="words">The words of the text.</param>
    /// <returns>Overwritten by the next call.</returns>
    internal ReadOnlySpan<float> PooledOf(NetworkWeights network, ReadOnlySpan<int> words)
    {
        _batch.Clear();
        _batch.Add(words);
        _pass.Read(network, _batch);
        return _pass.Pooled(network.Shape, 1);
    }

    /// <summary>What each word adds to a score, together with the words beside it. The bias of the output is the rest.</summary>
    /// <param name="network">The network.</param>
    /// <param name="words">The words of the text.</param>
    /// <param name="output">The score asked about.</param>
    internal float[] SharesOf(NetworkWeights network, ReadOnlySpan<int> words, int output)
    {
        Score(network, words);
        var shape = network.Shape;
        var states = _pass.States(shape, _batch.Rows);
        var shares = new float[words.Length];
        if (words.IsEmpty)
            return shares;
        var peaks = _pass.Peaks(shape, 0);
        for (var word = 0; word < shares.Length; word++)
        {
            var sum = 0f;
            for (var unit = 0; unit < shape.Units; unit++)
                sum += states.Values[states.IndexOf(1 + word, unit)] * network.Head[(unit * shape.Outputs) + output];
            shares[word] = sum * NetworkPass.Share(words.Length);
        }

        for (var unit = 0; unit < shape.Units; unit++)
        {
            shares[peaks[unit] - 1] += states.Values[states.IndexOf(peaks[unit], unit)]
                * network.Head[((shape.Units + unit) * shape.Outputs) + output];
        }

        return shares;
    }
}
