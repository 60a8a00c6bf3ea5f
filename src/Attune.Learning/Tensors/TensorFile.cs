using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Attune.Learning.Tensors;

/// <summary>
/// Tensors with notes, as a file in the format safetensors (Hugging Face, 2022): eight bytes with the length of a header, the
/// header as JSON, then the numbers without gaps. What comes from outside is never trusted: see <see cref="Read"/>.
/// </summary>
/// <param name="Notes">The texts under <c>__metadata__</c>.</param>
/// <param name="Tensors">In the order of their numbers.</param>
public sealed record TensorFile(IReadOnlyDictionary<string, string> Notes, IReadOnlyList<Tensor> Tensors)
{
    /// <summary>Longer headers are refused, as are files with more tensors or notes.</summary>
    public const int MaxHeaderBytes = 16 * 1024 * 1024;

    /// <summary>Files with more tensors, or more notes, are refused.</summary>
    public const int MaxEntries = 4_096;

    private const int LengthBytes = sizeof(ulong);
    private const int Alignment = 8;
    private const int MaxRank = 8;
    private const string NotesName = "__metadata__";

    /// <summary>A tensor by its name.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public Tensor this[string name] => Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new InvalidDataException($"The file holds no tensor '{name}'.");

    /// <summary>A note by its name.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public string Note(string name) => Notes.TryGetValue(name, out var text)
        ? text
        : throw new InvalidDataException($"The file holds no note '{name}'.");

    /// <summary>Writes the file; the same tensors and notes give the same bytes.</summary>
    /// <exception cref="ArgumentException">A name occurs twice, or numbers and shape do not fit.</exception>
    public byte[] Write()
    {
        if (Tensors.Select(tensor => tensor.Name).Append(NotesName).Distinct().Count() != Tensors.Count + 1)
            throw new ArgumentException("Two tensors have one name.");
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(NotesName);
            foreach (var (name, text) in Notes.OrderBy(note => note.Key, StringComparer.Ordinal))
                json.WriteString(name, text);
            json.WriteEndObject();
            var at = 0L;
            foreach (var tensor in Tensors)
                WriteEntry(json, tensor, ref at);
            json.WriteEndObject();
        }

        var length = (header.WrittenCount + Alignment - 1) / Alignment * Alignment;
        var file = new byte[LengthBytes + length + Tensors.Sum(tensor => tensor.Bytes.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)length);
        header.WrittenSpan.CopyTo(file.AsSpan(LengthBytes));
        file.AsSpan(LengthBytes + header.WrittenCount, length - header.WrittenCount).Fill((byte)' ');
        var next = LengthBytes + length;
        foreach (var tensor in Tensors)
        {
            tensor.Bytes.Span.CopyTo(file.AsSpan(next));
            next += tensor.Bytes.Length;
        }

        return file;
    }

    /// <summary>
    /// Reads a file. Known kinds only, names once each, notes that are texts, numbers that fill the file without gaps or
    /// overlaps, and nothing allocated that the file's own length does not justify; whatever it holds, it fails only as said.
    /// </summary>
    /// <param name="file">The whole file; the tensors keep referring to it.</param>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static TensorFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes)
            throw new InvalidDataException("This is no file of tensors: it is too short.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > MaxHeaderBytes || length > (ulong)(file.Length - LengthBytes))
            throw new InvalidDataException($"This is no file of tensors: its header would have {length} bytes.");
        var header = file.Span.Slice(LengthBytes, (int)length);
        if (header.IsEmpty || header[0] != (byte)'{')
            throw new InvalidDataException("This is no file of tensors: its header is no JSON object.");
        try
        {
            return ReadHeader(header, file[(LengthBytes + (int)length)..]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The header of the file of tensors cannot be read: {error.Message}", error);
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, Tensor tensor, ref long at)
    {
        if (ByteCount(tensor.Kind, tensor.Shape, tensor.Bytes.Length) != tensor.Bytes.Length)
            throw new ArgumentException($"The tensor '{tensor.Name}' has {tensor.Bytes.Length} bytes, not those of its shape.");
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Kind.ToString());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(at);
        json.WriteNumberValue(at += tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static TensorFile ReadHeader(ReadOnlySpan<byte> header, ReadOnlyMemory<byte> content)
    {
        var json = new Utf8JsonReader(header);
        var notes = new Dictionary<string, string>();
        var entries = new Dictionary<string, (TensorKind Kind, int[] Shape, long From, long To)>();
        var hasNotes = false;
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            Expect(ref json, JsonTokenType.StartObject);
            if (name != NotesName)
                Once(entries.Count < MaxEntries && entries.TryAdd(name, ReadEntry(ref json)), name);
            else if (!hasNotes)
                ReadNotes(ref json, notes);
            else
                Once(isNew: false, name);
            hasNotes |= name == NotesName;
        }

        if (json.TokenType != JsonTokenType.EndObject || json.Read())
            throw new JsonException("it does not end where it should");
        return new TensorFile(notes, Place(entries, content));
    }

    private static void ReadNotes(ref Utf8JsonReader json, Dictionary<string, string> notes)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            Expect(ref json, JsonTokenType.String);
            Once(notes.Count < MaxEntries && notes.TryAdd(name, json.GetString()!), name);
        }
    }

    private static (TensorKind Kind, int[] Shape, long From, long To) ReadEntry(ref Utf8JsonReader json)
    {
        TensorKind? kind = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            Once(name switch
            {
                "dtype" => kind is null,
                "shape" => shape is null,
                "data_offsets" => offsets is null,
                _ => false,
            }, name);
            if (name == "dtype")
                kind = KindOf(json.GetString());
            else if (name == "shape")
                shape = ReadNumbers(ref json, MaxRank);
            else
                offsets = ReadNumbers(ref json, 2);
        }

        if (kind is null || shape is null || offsets is not [var from, var to]
            || Array.Exists(shape, size => size > int.MaxValue))
            throw new JsonException("a tensor has no kind, shape or place");
        return (kind.Value, Array.ConvertAll(shape, size => (int)size), from, to);
    }

    private static TensorKind KindOf(string? name)
    {
        foreach (var kind in Enum.GetValues<TensorKind>())
        {
            if (kind.ToString() == name)
                return kind;
        }

        throw new JsonException("a tensor is of an unknown kind");
    }

    private static long[] ReadNumbers(ref Utf8JsonReader json, int limit)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a list is expected");
        var numbers = new List<long>();
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            if (numbers.Count == limit || !json.TryGetInt64(out var number) || number < 0)
                throw new JsonException("a list of few whole numbers is expected");
            numbers.Add(number);
        }

        return json.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw new JsonException("a list does not end");
    }

    /// <summary>Checks that the tensors lie one behind the other and fill the file.</summary>
    private static List<Tensor> Place(
        Dictionary<string, (TensorKind Kind, int[] Shape, long From, long To)> entries, ReadOnlyMemory<byte> content)
    {
        var tensors = new List<Tensor>();
        var at = 0L;
        foreach (var (name, (kind, shape, from, to)) in entries.OrderBy(entry => entry.Value.From)
            .ThenBy(entry => entry.Value.To).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (from != at || to < from || to > content.Length || ByteCount(kind, shape, content.Length) != to - from)
                throw new JsonException("a tensor does not lie where its shape and the others leave room for it");
            tensors.Add(new Tensor(name, kind, shape, content[(int)from..(int)to]));
            at = to;
        }

        return at == content.Length ? tensors : throw new JsonException("the file goes on after the last tensor");
    }

    /// <returns>-1 when it is more than the limit.</returns>
    private static long ByteCount(TensorKind kind, IReadOnlyList<int> shape, long limit)
    {
        // Whatever the other sizes are: their product need not be a number.
        if (shape.Contains(0))
            return 0;
        long bytes = Tensor.SizeOf(kind);
        foreach (var size in shape)
        {
            bytes *= size;
            if (bytes > limit)
                return -1;
        }

        return bytes;
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
            throw new JsonException($"{type} is expected");
    }

    private static void Once(bool isNew, string name)
    {
        if (!isNew)
            throw new JsonException($"'{(name.Length > 40 ? name[..40] : name)}' is unknown, there twice or one too many");
    }
}
