using System.Globalization;
using Attune.Learning.Calibration;
using Attune.Learning.Linear;
using Attune.Learning.Tensors;

namespace Attune.Learning.Affect;

/// <summary>Weights for valence, arousal and dominance as a file of tensors.</summary>
public static class AffectModelFile
{
    private const string Format = "attune-affect";
    private const string Version = "1";
    private const int MaxFeatures = 1_000_000;
    private const int HashCharacters = 64;
    private const int MaxNoteLength = 1_000;
    private static readonly string[] Names = ["valence", "arousal", "dominance"];

    /// <summary>Writes a model.</summary>
    public static byte[] Write(AffectModel model)
    {
        const int Dimensions = AffectPoint.Dimensions;
        var notes = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["version"] = Version,
            ["licence"] = "CC BY-SA 4.0",
            ["data"] = model.Origin.DataName,
            ["dataSha256"] = model.Origin.DataSha256,
            ["examples"] = model.Origin.Examples.ToString(CultureInfo.InvariantCulture),
            ["attribution"] = model.Origin.Attribution,
        };
        var rows = new sbyte[model.Words.Features * Dimensions];
        for (var row = 0; row < model.Words.Features; row++)
            model.Words.Row(row).CopyTo(rows.AsSpan(row * Dimensions));
        return new TensorFile(notes,
        [
            Tensor.OfWholes("words", model.Words.Hashes, model.Words.Features),
            Tensor.OfSingles("wordScales", model.Words.Scales, model.Words.Features),
            Tensor.OfSingles("bias", [.. model.Words.Outputs.Select(output => output.Bias)], Dimensions),
            Tensor.OfSingles("emotionMeans", model.Emotions.Means, model.Emotions.Count),
            Tensor.OfSingles("emotionSpreads", model.Emotions.Spreads, model.Emotions.Count),
            Tensor.OfSingles("emotionWeights", model.Weights, Dimensions, model.Emotions.Count),
            Tensor.OfSingles("anchorSlopes", model.AnchorSlopes, Dimensions),
            Tensor.OfSingles("anchorOffsets", model.AnchorOffsets, Dimensions),
            Tensor.OfBytes("wordWeights", rows, model.Words.Features, Dimensions),
        ]).Write();
    }

    /// <summary>Reads a model; nothing that a file may hold makes it fail otherwise than said.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no such file, or of another version.</exception>
    public static AffectModel Read(ReadOnlyMemory<byte> file)
    {
        const int Dimensions = AffectPoint.Dimensions;
        var tensors = TensorFile.Read(file);
        if (tensors.Note("format") != Format || tensors.Note("version") != Version)
            throw new InvalidDataException($"This is no file of {Format}, version {Version}.");
        if (tensors["words"].Shape is not [>= 0 and <= MaxFeatures and var features])
            throw new InvalidDataException("The features of the model are no list.");
        if (tensors["emotionMeans"].Shape is not [>= 1 and <= MaxFeatures and var numbers])
            throw new InvalidDataException("What the emotion model says is no list.");
        var hash = tensors.Note("dataSha256");
        if (hash.Length != HashCharacters || tensors.Notes.Values.Any(note => note.Length > MaxNoteLength)
            || !int.TryParse(tensors.Note("examples"), NumberStyles.None, CultureInfo.InvariantCulture, out var examples))
            throw new InvalidDataException("The file does not say what it was made from.");
        var origin = new ModelOrigin(tensors.Note("data"), hash, examples, tensors.Note("attribution"));
        var emotions = new AffectFeatures(
            tensors["emotionMeans"].Floats(numbers), tensors["emotionSpreads"].Floats(numbers));
        if (Array.Exists(emotions.Spreads, spread => spread <= 0))
            throw new InvalidDataException("A spread of the model is not above 0.");
        return new AffectModel(WordsOf(tensors, origin, features), emotions,
            tensors["emotionWeights"].Floats(Dimensions, numbers),
            tensors["anchorSlopes"].Floats(Dimensions), tensors["anchorOffsets"].Floats(Dimensions));
    }

    internal static LinearModel WordsOf(
        ModelOrigin origin, ReadOnlySpan<float> bias, uint[] hashes, float[] scales, ReadOnlySpan<sbyte> weights)
    {
        var outputs = new ModelOutput[Names.Length];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = new ModelOutput(Names[i], bias[i], new PlattScaling(1, 0), 0.5f);
        return new LinearModel(origin, outputs, hashes, scales, weights);
    }

    private static LinearModel WordsOf(TensorFile tensors, ModelOrigin origin, int features)
    {
        try
        {
            return WordsOf(origin, tensors["bias"].Floats(AffectPoint.Dimensions), tensors["words"].Wholes(features),
                tensors["wordScales"].Floats(features), tensors["wordWeights"].SmallWholes(features, AffectPoint.Dimensions));
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException("The features of the model are out of order.", error);
        }
    }
}
