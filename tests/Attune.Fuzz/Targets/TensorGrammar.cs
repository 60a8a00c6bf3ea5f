using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Attune.Fuzz.Fuzzing;
using Attune.Learning.Emotions;
using Attune.Learning.Tensors;

namespace Attune.Fuzz.Targets;

/// <summary>Makes files of tensors: any, and those of our two models, most of them right and some with one thing wrong.</summary>
internal static class TensorGrammar
{
    private const int LengthBytes = 8;
    private const int Dimensions = 3;

    private static readonly string Hash = new('a', 64);

    public static byte[] File(Chance chance)
    {
        var (notes, tensors) = chance.Below(3) switch
        {
            0 => Any(chance),
            1 => Affect(chance),
            _ => Network(chance),
        };
        return Join(Header(chance, notes, tensors), [.. tensors.SelectMany(tensor => tensor.Bytes.ToArray())]);
    }

    /// <summary>A header and what follows it, with the length in front; often padded, as writers do.</summary>
    public static byte[] Join(byte[] header, byte[] content)
    {
        var length = new byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. content];
    }

    /// <summary>Changes a header or what follows it, and mostly says the right length.</summary>
    public static byte[] Change(Chance chance, byte[] input, byte[] other)
    {
        if (chance.OneIn(5) || Split(input) is not { } parts)
            return ByteMutation.Change(chance, input, other);
        var (header, content) = parts;
        return chance.Below(3) switch
        {
            0 => Join(header, ByteMutation.Change(chance, content, [])),
            1 => Join(ReplaceNumber(chance, header), content),
            _ => Join(ByteMutation.Change(chance, header, Split(other)?.Header ?? []), content),
        };
    }

    private static (byte[] Header, byte[] Content)? Split(byte[] input)
    {
        if (input.Length < LengthBytes)
            return null;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(input);
        return length > (ulong)(input.Length - LengthBytes)
            ? null
            : (input[LengthBytes..(LengthBytes + (int)length)], input[(LengthBytes + (int)length)..]);
    }

    private static byte[] ReplaceNumber(Chance chance, byte[] header)
    {
        var starts = Enumerable.Range(1, Math.Max(header.Length - 1, 0))
            .Where(i => char.IsAsciiDigit((char)header[i]) && header[i - 1] is (byte)'[' or (byte)',').ToArray();
        if (starts.Length == 0)
            return header;
        var start = chance.Of(starts);
        var end = start;
        while (end < header.Length && char.IsAsciiDigit((char)header[end]))
            end++;
        return [.. header[..start], .. Encoding.ASCII.GetBytes(Written(chance.Number())), .. header[end..]];
    }

    private static byte[] Header(Chance chance, (string Name, string Text)[] notes, List<Tensor> tensors)
    {
        var entries = new List<string>();
        var at = 0;
        foreach (var tensor in tensors)
        {
            entries.Add(Entry(chance, tensor, at));
            at += tensor.Bytes.Length;
        }

        if (notes.Length > 0)
        {
            var texts = notes.Select(note => $"\"{note.Name}\":\"{note.Text}\"");
            entries.Insert(0, $"\"__metadata__\":{{{string.Join(',', texts)}}}");
        }

        if (chance.OneIn(6) && entries.Count > 1)
            entries.Reverse();
        if (chance.OneIn(12) && entries.Count > 0)
            entries.Add(chance.Of([.. entries]));
        if (chance.OneIn(12) && entries.Count > 0)
            entries.RemoveAt(chance.Below(entries.Count));
        var text = $"{{{string.Join(',', entries)}}}";
        return Encoding.UTF8.GetBytes(text + new string(' ', chance.Below(8)));
    }

    private static string Entry(Chance chance, Tensor tensor, int at)
    {
        var kind = chance.OneIn(30) ? chance.Of("F99", "BF16", "f32", "") : tensor.Kind.ToString();
        var shape = string.Join(',', tensor.Shape);
        if (chance.OneIn(30))
            shape = chance.Of("", $"0,{Written(chance.Number())}", Written(chance.Number()), "1,1,1,1,1,1,1,1,1", "1.0", "1e1");
        if (tensor.Bytes.IsEmpty && chance.OneIn(4))
            shape = chance.Of("2147483647,2147483647,2147483647,0", "0,512", "2048,0", "200000,0,2");
        var from = chance.OneIn(40) ? Written(chance.Number()) : Written(at);
        var to = chance.OneIn(40) ? Written(chance.Number()) : Written(at + tensor.Bytes.Length);
        var more = chance.OneIn(40) ? chance.Of(",\"more\":1", ",\"dtype\":\"F32\"", ",") : "";
        return $"\"{tensor.Name}\":{{\"dtype\":\"{kind}\",\"shape\":[{shape}],\"data_offsets\":[{from},{to}]{more}}}";
    }

    private static ((string, string)[] Notes, List<Tensor> Tensors) Any(Chance chance)
    {
        var tensors = new List<Tensor>();
        for (var left = chance.Below(4); left > 0; left--)
        {
            var kind = chance.Of(Enum.GetValues<TensorKind>());
            int[] shape = [.. Enumerable.Range(0, chance.Below(4)).Select(_ => chance.Below(4))];
            var count = shape.Aggregate(1, (product, size) => product * size);
            tensors.Add(new Tensor(chance.Of("a", "b", "字", "\\u0041", "\\ud800", ""), kind, shape,
                chance.Bytes(count * Tensor.SizeOf(kind))));
        }

        return (chance.OneIn(2) ? [("who", chance.Of("me", "手寫", "\\n")), (chance.Of("who", "when"), "")] : [], tensors);
    }

    private static ((string, string)[] Notes, List<Tensor> Tensors) Affect(Chance chance)
    {
        var (words, numbers) = (chance.Below(4), chance.Between(1, 4));
        return (Notes(chance, "attune-affect"),
        [
            Tensor.OfWholes("words", Ascending(chance, words), words),
            Singles(chance, "wordScales", words),
            Singles(chance, "bias", Dimensions),
            Singles(chance, "emotionMeans", numbers),
            Singles(chance, "emotionSpreads", numbers),
            Singles(chance, "emotionWeights", Dimensions, numbers),
            Singles(chance, "anchorSlopes", Dimensions),
            Singles(chance, "anchorOffsets", Dimensions),
            Tensor.OfBytes("wordWeights", new sbyte[words * Dimensions], words, Dimensions),
        ]);
    }

    private static ((string, string)[] Notes, List<Tensor> Tensors) Network(Chance chance)
    {
        const int Outputs = EmotionLabels.OutputCount;
        var (words, width, units) = (chance.Below(3), chance.Between(1, 2), chance.Between(1, 2));
        List<Tensor> tensors =
        [
            Tensor.OfWholes("words", Ascending(chance, words), words),
            Singles(chance, "blends", Outputs, 3),
            Singles(chance, "thresholds", Outputs),
        ];
        for (var i = 0; i < chance.Between(1, 2); i++)
        {
            // Two words more than are named: the gap and the unknown one.
            // Some claim sizes without a byte for them.
            var isHollow = chance.OneIn(12);
            tensors.Add(Halves(chance, $"{i}.embedding", isHollow ? [0, 512] : [words + 2, width]));
            tensors.Add(Halves(chance, $"{i}.convolution", 3 * width, units));
            tensors.Add(Singles(chance, $"{i}.unitBias", units));
            tensors.Add(Halves(chance, $"{i}.head", isHollow ? [2_048, 0] : [2 * units, Outputs]));
            tensors.Add(Singles(chance, $"{i}.outputBias", Outputs));
        }

        return (Notes(chance, "attune-emotion-network"), tensors);
    }

    private static (string Name, string Text)[] Notes(Chance chance, string format) =>
    [
        ("format", format), ("version", chance.OneIn(20) ? "2" : "1"), ("data", "by hand"),
        ("dataSha256", chance.OneIn(20) ? "" : Hash), ("examples", chance.OneIn(20) ? "-1" : "12"), ("attribution", "nobody"),
    ];

    private static uint[] Ascending(Chance chance, int count) =>
        chance.OneIn(15) ? new uint[count] : [.. Enumerable.Range(1, count).Select(i => (uint)(i * 1_000))];

    private static Tensor Singles(Chance chance, string name, params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        Array.Fill(values, 0.5f);
        if (values.Length > 0 && chance.OneIn(25))
            values[chance.Below(values.Length)] = chance.Of(float.NaN, float.PositiveInfinity, 0f, -1f, float.MaxValue);
        return Tensor.OfSingles(name, values, shape);
    }

    private static Tensor Halves(Chance chance, string name, params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        if (values.Length > 0 && chance.OneIn(25))
            values[chance.Below(values.Length)] = chance.Of(float.NaN, 70_000f, -1f);
        return Tensor.OfHalves(name, values, shape);
    }

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}
