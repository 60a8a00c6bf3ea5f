using Attune.Fuzz.Fuzzing;
using Attune.Fuzz.Reference;
using Attune.Learning.Affect;
using Attune.Learning.Emotions;
using Attune.Learning.Linear;
using Attune.Learning.Tensors;

namespace Attune.Fuzz.Targets;

/// <summary>
/// A file of weights. Promises: exactly the files that the format safetensors allows are read, as what they hold, and are
/// written so that the same is read again; a model is read or refused in one way; no reader takes more room than the length
/// of the file justifies, whatever sizes it claims.
/// </summary>
internal sealed class TensorsTarget : IFuzzTarget
{
    /// <summary>Parsing, messages and the trace of an exception, whatever the file.</summary>
    private const long RoomForAll = 512 * 1024;

    private const long RoomPerByte = 64;

    public string Name => "tensors";

    public int Rounds => 4000;

    public byte[] Generate(Chance chance) => TensorGrammar.File(chance);

    public byte[] Change(Chance chance, byte[] input, byte[] other) => TensorGrammar.Change(chance, input, other);

    public ValueTask<string> RunAsync(byte[] input)
    {
        var (file, why) = Read(input, bytes => TensorFile.Read(bytes));
        var expected = ReferenceTensors.Read(input);
        Promise.Same(expected is not null, file is not null, $"what the format allows is read, and nothing else ({why})");
        if (file is not null)
            Compare(expected!, file);
        var (network, whyNetwork) = Read(input, bytes => EmotionNetworkFile.Read(bytes));
        var (affect, whyAffect) = Read(input, bytes => AffectModelFile.Read(bytes));
        var (linear, _) = Read(input, bytes => ModelFile.Read(bytes));
        Promise.Holds(file is not null || (network is null && affect is null), "no model is made of what is no file");
        Promise.Holds(linear is null, "no file of tensors is a linear model");
        return ValueTask.FromResult(
            file is null ? why : $"read {file.Tensors.Count} {file.Notes.Count > 0} {whyNetwork} {whyAffect}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Compare(ReferenceTensors expected, TensorFile file)
    {
        Promise.Holds(expected.Notes.OrderBy(note => note.Key, StringComparer.Ordinal)
            .SequenceEqual(file.Notes.OrderBy(note => note.Key, StringComparer.Ordinal)), "the notes are those of the file");
        Promise.Same(expected.Tensors.Count, file.Tensors.Count, "every tensor is read");
        foreach (var (tensor, other) in file.Tensors.Zip(expected.Tensors))
        {
            Promise.Holds(tensor.Name == other.Name && tensor.Kind.ToString() == other.Kind
                && tensor.Shape.SequenceEqual(other.Shape) && tensor.Bytes.Span.SequenceEqual(other.Bytes),
                "a tensor is what the file says");
        }

        var written = file.Write();
        Promise.Holds(TensorFile.Read(written).Write().AsSpan().SequenceEqual(written), "what was read can be written again");
    }

    /// <returns>What was read, or null and in a few words why not.</returns>
    private static (T? Read, string Why) Read<T>(byte[] input, Func<byte[], T> read)
        where T : class
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        (T?, string) result;
        try
        {
            result = (read(input), "read");
        }
        catch (InvalidDataException error)
        {
            result = (null, Kind(error.InnerException?.Message ?? error.Message));
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Promise.Holds(taken <= RoomForAll + (RoomPerByte * input.Length), $"{taken} bytes are more than {input.Length} justify");
        return result;
    }

    /// <summary>A message up to what differs from file to file.</summary>
    private static string Kind(string message) =>
        string.Concat(message.TakeWhile(character => character is not ('\'' or '.' or '[') && !char.IsAsciiDigit(character)));
}
