using System.Buffers.Binary;
using System.Text;
using Attune.Learning.Calibration;

namespace Attune.Learning.Linear;

/// <summary>
/// A linear model as a file: magic number, version, what it was made from, outputs, features (differences of ascending
/// hashes), scales, weights, all little-endian, and a checksum over everything before it.
/// </summary>
public static class ModelFile
{
    /// <summary>The version written, and the newest that is read.</summary>
    public const ushort Version = 1;

    /// <summary>Larger files are refused.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxFeatures = 1_000_000;
    private const int MaxNameBytes = 64;
    private const int MaxTextBytes = 1_000;
    private const int HashBytes = 32;

    private static ReadOnlySpan<byte> Magic => "ATTUNELM"u8;

    /// <summary>Writes a model.</summary>
    public static byte[] Write(LinearModel model)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            WriteText(writer, model.Origin.DataName);
            writer.Write(Convert.FromHexString(model.Origin.DataSha256));
            writer.Write(model.Origin.Examples);
            WriteText(writer, model.Origin.Attribution);
            writer.Write((byte)model.Outputs.Count);
            foreach (var output in model.Outputs)
            {
                WriteText(writer, output.Name);
                writer.Write(output.Bias);
                writer.Write(output.Scaling.Slope);
                writer.Write(output.Scaling.Offset);
                writer.Write(output.Threshold);
            }

            writer.Write(model.Features);
            var last = 0u;
            foreach (var hash in model.Hashes)
            {
                writer.Write7BitEncodedInt((int)(hash - last));
                last = hash;
            }

            foreach (var scale in model.Scales)
                writer.Write(scale);
            for (var row = 0; row < model.Features; row++)
            {
                foreach (var weight in model.Row(row))
                    writer.Write(weight);
            }
        }

        var content = bytes.ToArray();
        return [.. content, .. Checksum(content)];
    }

    /// <summary>Reads a model; nothing that a file may hold makes it fail otherwise than said.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no model, of a newer version, cut off, changed or too large.</exception>
    public static LinearModel Read(ReadOnlySpan<byte> file)
    {
        if (file.Length is < 64 or > MaxBytes || !file.StartsWith(Magic))
            throw new InvalidDataException("This is not a model file of Attune.");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        if (version != Version)
            throw new InvalidDataException($"The model file has version {version}; this program reads version {Version}.");
        var content = file[..^HashBytes];
        if (!Checksum(content).AsSpan().SequenceEqual(file[^HashBytes..]))
            throw new InvalidDataException("The model file is damaged: its checksum is wrong.");
        var reader = new ModelBytes(content[(Magic.Length + sizeof(ushort))..]);
        var origin = new ModelOrigin(reader.Text(MaxTextBytes), Convert.ToHexStringLower(reader.Take(HashBytes)),
            reader.Whole(0, int.MaxValue), reader.Text(MaxTextBytes));
        var outputs = new ModelOutput[reader.Byte(1, LinearModel.MaxOutputs)];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new ModelOutput(reader.Text(MaxNameBytes), reader.Number(),
                new PlattScaling(reader.Number(), reader.Number()), reader.Number());
        }

        // A feature takes at least one byte of hash, four of scale and one per output, so a file cannot claim more than it holds.
        var features = reader.Whole(0, Math.Min(MaxFeatures, content.Length / (5 + outputs.Length)));
        return ReadRows(ref reader, origin, outputs, features);
    }

    private static LinearModel ReadRows(ref ModelBytes reader, ModelOrigin origin, ModelOutput[] outputs, int features)
    {
        var hashes = new uint[features];
        var last = 0ul;
        for (var i = 0; i < features; i++)
        {
            var difference = reader.Difference();
            last += difference;
            if (last > uint.MaxValue || (difference == 0 && i > 0))
                throw new InvalidDataException("The features of the model file are out of order.");
            hashes[i] = (uint)last;
        }

        var scales = new float[features];
        for (var i = 0; i < features; i++)
            scales[i] = reader.Number();
        var weights = reader.Take(features * outputs.Length);
        if (reader.Left > 0)
            throw new InvalidDataException("The model file goes on after its end.");
        return new LinearModel(origin, outputs, hashes, scales,
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(weights));
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ushort)bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Checksum(ReadOnlySpan<byte> content) => System.Security.Cryptography.SHA256.HashData(content);
}
