using System.Globalization;
using Attune.Learning.Calibration;
using Attune.Learning.Linear;
using Attune.Learning.Networks;
using Attune.Learning.Tensors;

namespace Attune.Learning.Emotions;

/// <summary>Networks for emotions as a file of tensors; the large ones are rounded to 16 bits a number.</summary>
public static class EmotionNetworkFile
{
    private const string Format = "attune-emotion-network";
    private const string Version = "1";
    private const int BlendNumbers = 3;
    private const int TensorsForAll = 3;
    private const int TensorsOfNetwork = 5;
    private const int HashCharacters = 64;
    private const int MaxNoteLength = 1_000;

    /// <summary>Writes the networks.</summary>
    public static byte[] Write(EmotionNetwork network)
    {
        var shape = network.Networks[0].Shape;
        var notes = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["version"] = Version,
            ["data"] = network.Origin.DataName,
            ["dataSha256"] = network.Origin.DataSha256,
            ["examples"] = network.Origin.Examples.ToString(CultureInfo.InvariantCulture),
            ["attribution"] = network.Origin.Attribution,
        };
        float[] blends = [.. network.Blends.SelectMany(blend => (float[])[blend.First, blend.Second, blend.Offset])];
        List<Tensor> tensors =
        [
            Tensor.OfWholes("words", network.Words.Hashes, network.Words.Hashes.Length),
            Tensor.OfSingles("blends", blends, shape.Outputs, BlendNumbers),
            Tensor.OfSingles("thresholds", [.. network.Thresholds], shape.Outputs),
        ];
        for (var i = 0; i < network.Networks.Count; i++)
        {
            var weights = network.Networks[i];
            tensors.Add(Tensor.OfHalves($"{i}.embedding", weights.Embedding, shape.Words, shape.Width));
            tensors.Add(Tensor.OfHalves(
                $"{i}.convolution", weights.Convolution, NetworkShape.Window * shape.Width, shape.Units));
            tensors.Add(Tensor.OfSingles($"{i}.unitBias", weights.UnitBias, shape.Units));
            tensors.Add(Tensor.OfHalves($"{i}.head", weights.Head, shape.Pooled, shape.Outputs));
            tensors.Add(Tensor.OfSingles($"{i}.outputBias", weights.OutputBias, shape.Outputs));
        }

        return new TensorFile(notes, tensors).Write();
    }

    /// <summary>Reads networks; nothing that a file may hold makes it fail otherwise than said.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no such file, or of another version.</exception>
    public static EmotionNetwork Read(ReadOnlyMemory<byte> file)
    {
        var tensors = TensorFile.Read(file);
        if (tensors.Note("format") != Format || tensors.Note("version") != Version)
            throw new InvalidDataException($"This is no file of {Format}, version {Version}.");
        var words = tensors["words"];
        if (words.Shape is not [>= 0 and <= NetworkShape.MaxWords and var count])
            throw new InvalidDataException("The words of the network are no list.");
        var table = new WordTable(words.Wholes(count));
        const int Outputs = EmotionLabels.OutputCount;
        var numbers = tensors["blends"].Floats(Outputs, BlendNumbers);
        var blends = new ScoreBlend[Outputs];
        for (var i = 0; i < Outputs; i++)
            blends[i] = new ScoreBlend(numbers[i * 3], numbers[(i * 3) + 1], numbers[(i * 3) + 2]);
        var networks = new List<NetworkWeights>();
        while (networks.Count <= EmotionNetwork.MaxNetworks
            && tensors.Tensors.Any(tensor => tensor.Name == $"{networks.Count}.embedding"))
            networks.Add(ReadNetwork(tensors, networks.Count, table.Count));
        if (tensors.Tensors.Count != TensorsForAll + (networks.Count * TensorsOfNetwork))
            throw new InvalidDataException("The file holds tensors that belong to no network.");
        return new EmotionNetwork(OriginOf(tensors), table, networks, blends, tensors["thresholds"].Floats(Outputs));
    }

    private static NetworkWeights ReadNetwork(TensorFile tensors, int number, int words)
    {
        var embedding = tensors[$"{number}.embedding"];
        var head = tensors[$"{number}.head"];
        if (embedding.Shape.Count != 2 || head.Shape is not [var pooled, _] || pooled % 2 != 0)
            throw new InvalidDataException($"Network {number} has no sizes.");
        var shape = new NetworkShape(words, embedding.Shape[1], pooled / 2, EmotionLabels.OutputCount).Checked();
        // The numbers come first: a file that claims sizes and does not hold them gets no room for them.
        var rows = embedding.Floats(words, shape.Width);
        var convolution = tensors[$"{number}.convolution"].Floats(NetworkShape.Window * shape.Width, shape.Units);
        var unitBias = tensors[$"{number}.unitBias"].Floats(shape.Units);
        var heads = head.Floats(shape.Pooled, shape.Outputs);
        var outputBias = tensors[$"{number}.outputBias"].Floats(shape.Outputs);
        var weights = new NetworkWeights(shape);
        rows.CopyTo(weights.Embedding, 0);
        convolution.CopyTo(weights.Convolution, 0);
        unitBias.CopyTo(weights.UnitBias, 0);
        heads.CopyTo(weights.Head, 0);
        outputBias.CopyTo(weights.OutputBias, 0);
        return weights;
    }

    private static ModelOrigin OriginOf(TensorFile tensors)
    {
        var (name, hash, attribution) = (tensors.Note("data"), tensors.Note("dataSha256"), tensors.Note("attribution"));
        if (hash.Length != HashCharacters || name.Length > MaxNoteLength || attribution.Length > MaxNoteLength
            || !int.TryParse(tensors.Note("examples"), NumberStyles.None, CultureInfo.InvariantCulture, out var examples))
            throw new InvalidDataException("The file does not say what it was made from.");
        return new ModelOrigin(name, hash, examples, attribution);
    }
}
