using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace Attune.Fuzz.Reference;

/// <summary>What the format safetensors allows, rule by rule over a parsed document, with no thought of time or room.</summary>
/// <param name="Notes">Its notes.</param>
/// <param name="Tensors">Its tensors in the order of their bytes.</param>
internal sealed record ReferenceTensors(
    IReadOnlyDictionary<string, string> Notes,
    IReadOnlyList<(string Name, string Kind, IReadOnlyList<int> Shape, byte[] Bytes)> Tensors)
{
    private const int LengthBytes = 8;
    private const int MaxRank = 8;
    private const string NotesName = "__metadata__";

    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["I8"] = 1,
        ["U8"] = 1,
        ["F16"] = 2,
        ["I32"] = 4,
        ["U32"] = 4,
        ["F32"] = 4,
        ["I64"] = 8,
        ["F64"] = 8,
    };

    /// <returns>Null when it is no such file.</returns>
    public static ReferenceTensors? Read(byte[] file)
    {
        if (file.Length < LengthBytes)
            return null;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length == 0 || length > (ulong)(file.Length - LengthBytes) || file[LengthBytes] != (byte)'{')
            return null;
        try
        {
            using var header = JsonDocument.Parse(file.AsMemory(LengthBytes, (int)length));
            return Read(header.RootElement, file[(LengthBytes + (int)length)..]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ReferenceTensors? Read(JsonElement header, byte[] content)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<(string Name, string Kind, int[] Shape, long From, long To)>();
        var properties = header.EnumerateObject().ToList();
        if (properties.DistinctBy(property => property.Name).Count() != properties.Count)
            return null;
        foreach (var property in properties)
        {
            if (property.Name == NotesName)
            {
                foreach (var note in property.Value.EnumerateObject())
                {
                    if (note.Value.ValueKind != JsonValueKind.String || !notes.TryAdd(note.Name, note.Value.GetString()!))
                        return null;
                }
            }
            else if (Entry(property) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                return null;
            }
        }

        return Place(entries, content) is { } tensors ? new ReferenceTensors(notes, tensors) : null;
    }

    private static (string Name, string Kind, int[] Shape, long From, long To)? Entry(JsonProperty property)
    {
        var fields = property.Value.EnumerateObject().ToList();
        if (fields.Count != 3 || fields.FirstOrDefault(field => field.Name == "dtype").Value is not
            { ValueKind: JsonValueKind.String } kind || !Sizes.ContainsKey(kind.GetString()!))
            return null;
        var shape = Numbers(fields.FirstOrDefault(field => field.Name == "shape").Value);
        var places = Numbers(fields.FirstOrDefault(field => field.Name == "data_offsets").Value);
        return shape is { Count: <= MaxRank } && shape.TrueForAll(size => size <= int.MaxValue) && places is [var from, var to]
            ? (property.Name, kind.GetString()!, [.. shape.Select(size => (int)size)], from, to)
            : null;
    }

    private static List<long>? Numbers(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                return null;
            numbers.Add(number);
        }

        return numbers;
    }

    private static List<(string Name, string Kind, IReadOnlyList<int> Shape, byte[] Bytes)>? Place(
        List<(string Name, string Kind, int[] Shape, long From, long To)> entries, byte[] content)
    {
        var tensors = new List<(string Name, string Kind, IReadOnlyList<int> Shape, byte[] Bytes)>();
        var at = 0L;
        foreach (var (name, kind, shape, from, to) in entries.OrderBy(entry => entry.From).ThenBy(entry => entry.To)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var bytes = shape.Aggregate((BigInteger)Sizes[kind], (product, size) => product * size);
            if (from != at || to < from || to > content.Length || bytes != to - from)
                return null;
            tensors.Add((name, kind, shape, content[(int)from..(int)to]));
            at = to;
        }

        return at == content.Length ? tensors : null;
    }
}
